// Shows the caller's rights in the footer and before an order.
import { byId, setText } from "./dom.js";
import { key, send } from "./key.js";

let access = null;

export async function showAccess() {
  try {
    const answer = await send("/api/access");
    access = answer.ok ? await answer.json() : null;
  } catch {
    // The stream reports that the gateway does not answer.
    access = null;
  }

  setText(byId("access"), access?.text ?? "");
}

// A viewer's key does not allow orders.
export const lacksKey = () => !key() || access?.role === "viewer";

export const whatIsMissing = () => access?.role === "viewer" ? access.text : "";
