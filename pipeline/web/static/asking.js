// Asking the server: one token for each page, plain words when it cannot be reached.

export class Unreachable extends Error {}

/** Sends the fields; the response, whatever its status. Unreachable when there is none. */
export async function send(address, fields) {
  try {
    const response = await fetch(address, { method: "POST", body: new URLSearchParams(fields), redirect: "follow" });
    // Whoever works is not signed out; the page's own heartbeat is no work.
    if (response.ok && !address.endsWith("/claim")) dispatchEvent(new Event("used"));
    return response;
  } catch {
    throw new Unreachable();
  }
}

/** All that a form holds, with the button that sends it. */
export function fieldsOf(form, button = null) {
  const fields = [...new FormData(form)].filter(([, value]) => typeof value === "string");
  if (button?.name) fields.push([button.name, button.value]);
  return fields;
}

/** A page's text as a document, in which nothing is run. */
export function pageOf(text) {
  return new DOMParser().parseFromString(text, "text/html");
}
