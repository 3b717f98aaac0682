// The page's only way to the server: one function per request of the sandbox's page API, and the stream of events.

/** The server refused or could not be reached; the message is a sentence for the person at the screen. */
export class ApiError extends Error {}

async function call(method, path, body) {
  const form = body instanceof FormData;
  const options = { method, headers: form || !body ? {} : { "Content-Type": "application/json" } };
  if (body) options.body = form ? body : JSON.stringify(body);
  let response;
  try {
    response = await fetch(path, options);
  } catch {
    throw new ApiError("");
  }
  const answer = await response.json().catch(() => null);
  if (!response.ok) throw new ApiError(refusal(answer) ?? `${response.status} ${response.statusText}`);
  return answer;
}

function refusal(answer) {
  const said = answer?.error ?? answer?.detail ?? answer?.description;
  return typeof said === "string" ? said : null;
}

const chat = (id, rest) => `/sandbox/chats/${id}/${rest}`;
const person = (id, rest = "") => `/sandbox/people/${id}${rest}`;

export const api = {
  world: () => call("GET", "/sandbox/world"),
  commands: (id) => call("GET", person(id, "/commands")),
  addPerson: (name, language) => call("POST", "/sandbox/people", { name, language }),
  removePerson: (id) => call("DELETE", person(id)),
  block: (id, blocked) => call("POST", person(id, "/block"), { blocked }),
  messages: (id) => call("GET", chat(id, "messages?after=0")),
  write: (id, text, replyTo) => call("POST", chat(id, "messages"), replyTo ? { text, reply_to: replyTo } : { text }),
  start: (id, payload = "") => call("POST", chat(id, "start"), { payload }),
  tap: (id, messageId, data) => call("POST", chat(id, "taps"), { message_id: messageId, data }),
  read: (id) => call("POST", chat(id, "read"), {}),
  sendFile: (id, file, kind, caption = "") => {
    const form = new FormData();
    form.append("kind", kind);
    form.append("caption", caption);
    form.append("file", file, file.name);
    return call("POST", chat(id, "files"), form);
  },
};

/**
 * Listen to the server's events for as long as the page is open.
 *
 * @param {(event: object) => void} onEvent called with each event
 * @param {(connected: boolean) => void} onLine called when the line is lost and when it is there (again);
 *   what happened in between was not heard, so the page then reads everything anew.
 */
export function listenToEvents(onEvent, onLine) {
  const source = new EventSource("/sandbox/events");
  source.onopen = () => onLine(true);
  source.onerror = () => {
    onLine(false);
    if (source.readyState !== EventSource.CLOSED) return;
    setTimeout(() => listenToEvents(onEvent, onLine), 2000);
  };
  source.onmessage = (event) => onEvent(JSON.parse(event.data));
}
