// Helpers for the page's elements. Data from the gateway is inserted as text, never as markup.

export const byId = id => document.getElementById(id);

export function element(tag, properties = {}, ...children) {
  const made = Object.assign(document.createElement(tag), properties);
  made.append(...children);
  return made;
}

// Unchanged text is not written again, because that would disturb screen readers, selections and the keyboard focus.
export function setText(target, text) {
  if (target.textContent !== text) {
    target.textContent = text;
  }
}

export function setState(target, state) {
  if (target.dataset.state !== state) {
    target.dataset.state = state;
  }
}
