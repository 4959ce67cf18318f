// The API key, if one is needed. It is kept for this tab and sent only to this gateway.
import { byId, setText } from "./dom.js";

const place = "phone-services-key";

export const key = () => sessionStorage.getItem(place);

export function remember(value) {
  sessionStorage.setItem(place, value);
  byId("forget").hidden = false;
}

export function forget() {
  sessionStorage.removeItem(place);
  byId("forget").hidden = true;
}

// A key that the gateway refuses is forgotten.
export async function send(path, options = {}) {
  const sent = key();
  const headers = { ...options.headers, ...(sent ? { Authorization: `Bearer ${sent}` } : {}) };
  const answer = await fetch(path, { ...options, headers, cache: "no-store", redirect: "error" });
  if (answer.status === 401 && sent) {
    forget();
  }

  return answer;
}

// Asks for the key. The promise resolves when there is one.
export function ask(reason) {
  const dialog = byId("key");
  setText(byId("key-error"), reason);
  byId("key-value").value = "";
  return new Promise(resolve => {
    const given = event => {
      event.preventDefault();
      remember(byId("key-value").value.trim());
      dialog.close();
      dialog.removeEventListener("cancel", stay);
      resolve();
    };
    const stay = event => event.preventDefault();
    dialog.addEventListener("cancel", stay);
    dialog.querySelector("form").addEventListener("submit", given, { once: true });
    if (!dialog.open) {
      dialog.showModal();
    }
  });
}

export function prepareKey() {
  byId("forget").hidden = !key();
  byId("forget").addEventListener("click", () => {
    forget();
    location.reload();
  });
}
