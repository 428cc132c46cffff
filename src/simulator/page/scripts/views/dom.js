/**
 * Builds an element. Text is always text: there is no way from a string to markup here.
 *
 * @param {string} tag
 * @param {Record<string, any>} [props] `class` (string or list with falsy gaps), `style` (custom
 * properties or properties by name), `dataset`, `on…` listeners, `value`/`checked`/`disabled`… as
 * properties, everything else as attributes (null, undefined and false leave it out)
 * @param {...(Node | string | null | false | undefined)} children
 */
export function h(tag, props = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(props)) setProp(element, name, value);
  append(element, children);
  return element;
}

const asProperty = new Set(['value', 'checked', 'disabled', 'open', 'indeterminate', 'htmlFor']);

function setProp(element, name, value) {
  if (value === null || value === undefined || value === false) return;
  if (name === 'class') {
    element.className = Array.isArray(value) ? value.filter(Boolean).join(' ') : value;
  } else if (name === 'style') {
    for (const [key, entry] of Object.entries(value)) {
      if (entry !== null && entry !== undefined) element.style.setProperty(key, String(entry));
    }
  } else if (name === 'dataset') {
    Object.assign(element.dataset, value);
  } else if (name.startsWith('on')) {
    element.addEventListener(name.slice(2), value);
  } else if (asProperty.has(name)) {
    element[name] = value;
  } else {
    element.setAttribute(name, value === true ? '' : String(value));
  }
}

function append(element, children) {
  for (const child of children.flat()) {
    if (child === null || child === undefined || child === false) continue;
    element.append(child);
  }
}

/** Replaces an element's children. */
export function fill(element, ...children) {
  element.replaceChildren();
  append(element, children);
}

/** A text with emphasised parts, as the catalogues give it: strings and `{ strong }`. */
export function rich(parts) {
  const list = Array.isArray(parts) ? parts : [parts];
  return list.map((part) =>
    typeof part === 'object' && part !== null && 'strong' in part
      ? h('strong', {}, part.strong)
      : part,
  );
}

/**
 * Puts keyed children in order, keeping the nodes that are already there (and with them focus,
 * running GIFs and scroll positions).
 * @param {HTMLElement} parent
 * @param {HTMLElement[]} wanted
 */
export function arrange(parent, wanted) {
  const keep = new Set(wanted);
  for (const child of [...parent.children]) {
    if (!keep.has(child)) child.remove();
  }
  wanted.forEach((node, index) => {
    const there = parent.children[index];
    if (there !== node) parent.insertBefore(node, there ?? null);
  });
}

/** True while an input method composes (Hangul syllables): Enter then belongs to it. */
export function isComposing(event) {
  return event.isComposing || event.keyCode === 229;
}
