/** A refused or failed request, with what Discord's error body says. `status` 0: no answer at all. */
export class RestError extends Error {
  constructor(status, body) {
    super(firstFieldError(body?.errors) ?? body?.message ?? 'Network error');
    this.name = 'RestError';
    this.status = status;
    this.code = body?.code ?? 0;
    this.fields = body?.errors;
  }
}

function firstFieldError(errors) {
  if (errors === null || typeof errors !== 'object') return undefined;
  if (Array.isArray(errors._errors)) return errors._errors[0]?.message;
  for (const inner of Object.values(errors)) {
    const message = firstFieldError(inner);
    if (message !== undefined) return message;
  }
  return undefined;
}

const RATE_LIMIT_TRIES = 4;

/**
 * REST client of one person.
 * @param {{ basePath: string, token?: string }} options basePath such as `/api/v10`
 */
export function createRest({ basePath, token }) {
  async function once(method, path, { json, files }) {
    const headers = token ? { authorization: token } : {};
    let body;
    if (files?.length) {
      body = new FormData();
      body.append('payload_json', JSON.stringify(json ?? {}));
      files.forEach((file, index) => body.append(`files[${index}]`, file, file.name));
    } else if (json !== undefined) {
      headers['content-type'] = 'application/json';
      body = JSON.stringify(json);
    }
    try {
      return await fetch(basePath + path, { method, headers, body });
    } catch {
      throw new RestError(0);
    }
  }

  /**
   * @param {string} method
   * @param {string} path
   * @param {{ json?: unknown, files?: File[] }} [payload]
   * @returns {Promise<any>} the parsed body, or null where there is none
   * @throws {RestError}
   */
  async function request(method, path, payload = {}) {
    for (let attempt = 1; ; attempt += 1) {
      const response = await once(method, path, payload);
      if (response.status === 204) return null;
      const body = await response.json().catch(() => null);
      if (response.ok) return body;
      if (response.status !== 429 || attempt === RATE_LIMIT_TRIES) {
        throw new RestError(response.status, body);
      }
      const seconds = body?.retry_after ?? Number(response.headers.get('retry-after') ?? 1);
      await new Promise((resolve) => setTimeout(resolve, seconds * 1000));
    }
  }

  return { request };
}
