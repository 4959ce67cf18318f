// Small helpers for the page's elements. Whatever comes from the gateway goes in as text, never as markup.

export const byId = id => document.getElementById(id);

export function element(tag, properties = {}, ...children) {
  const made = Object.assign(document.createElement(tag), properties);
  made.append(...children);
  return made;
}

// Only a change is written: a screen reader, a selection and the keyboard's place stay undisturbed.
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
