/** Snowflakes are decimal strings too long for a number: longer is newer, then digit by digit. */
export function compareIds(a, b) {
  if (a.length !== b.length) return a.length - b.length;
  return a < b ? -1 : a > b ? 1 : 0;
}

export function newerId(a, b) {
  if (!a) return b;
  if (!b) return a;
  return compareIds(a, b) >= 0 ? a : b;
}

let counter = 0;

/** A string that is unique in this page and at most 25 characters long. */
export function createNonce() {
  counter += 1;
  return `${Date.now()}${String(counter % 100000).padStart(5, '0')}`;
}
