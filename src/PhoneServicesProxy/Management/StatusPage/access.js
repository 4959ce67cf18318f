// Who looks, and what that one may do: in the footer, and in front of an order.
import { byId, setText } from "./dom.js";
import { key, send } from "./key.js";

let access = null;

export async function showAccess() {
  try {
    const answer = await send("/api/access");
    access = answer.ok ? await answer.json() : null;
  } catch {
    // The stream tells that the gateway does not answer.
    access = null;
  }

  setText(byId("access"), access?.text ?? "");
}

// A viewer's key is none for an order.
export const lacksKey = () => !key() || access?.role === "viewer";

export const whatIsMissing = () => access?.role === "viewer" ? access.text : "";
