/** What the page remembers between visits; all of it can be lost without harm. */
const PREFIX = 'ohlora.';

export function readPreference(name, fallback) {
  try {
    const text = localStorage.getItem(PREFIX + name);
    return text === null ? fallback : JSON.parse(text);
  } catch {
    // Storage can be switched off, or hold something that is not ours.
    return fallback;
  }
}

export function writePreference(name, value) {
  try {
    localStorage.setItem(PREFIX + name, JSON.stringify(value));
  } catch {
    // Nothing depends on it.
  }
}
