/** Discord shows typing for 10 s. */
const EVERY_MS = 8000;

export interface Typist {
  sendTyping(): Promise<unknown>;
}

/** Shows that she is thinking until the returned function is called. A failed request is no fault. */
export function keepTyping(channel: Typist): () => void {
  const type = () => void channel.sendTyping().catch(() => undefined);
  type();
  const timer = setInterval(type, EVERY_MS);
  return () => clearInterval(timer);
}
