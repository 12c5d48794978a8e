/** What one browser tab remembers over a reload: a map that is kept in the tab's session storage as well. */

const PREFIX = "epochscope.scatter/";

/**
 * @param {string} name of the map
 * @param {function(any): boolean} accept says whether a stored value is one of ours: another version may have written it
 * @param {Storage|null} storage null where the browser forbids it; then the page remembers, and a reload forgets
 */
export function createMemory(name, accept, storage = sessionStore()) {
  const known = new Map();
  const nameOf = (key) => `${PREFIX}${name}/${key}`;
  return {
    get(key) {
      if (!known.has(key)) known.set(key, read(storage, nameOf(key), accept));
      return known.get(key);
    },
    set(key, value) {
      if (known.get(key) === value) return;
      known.set(key, value);
      write(storage, nameOf(key), value);
    },
  };
}

function sessionStore() {
  try {
    return globalThis.sessionStorage ?? null;
  } catch {
    return null; // forbidden: cookies are blocked
  }
}

function read(storage, name, accept) {
  try {
    const value = JSON.parse(storage?.getItem(name) ?? "null");
    return value !== null && accept(value) ? value : undefined;
  } catch {
    return undefined; // written by something else
  }
}

function write(storage, name, value) {
  try {
    storage?.setItem(name, JSON.stringify(value));
  } catch {
    storage.removeItem(name); // no room: an older value must not come back
  }
}
