/** Deeper arguments overflow the stack of their reader; ours are a form's fields, two or three levels deep. */
const maxDepth = 32;

/** A body of a server action, as React's `encodeReply` writes it: JSON alone, or a form whose field "0" is that JSON. */
export function isActionBody(body: string | FormData): boolean {
  if (typeof body === "string") return isArguments(body);
  const given = body.get("0");
  return typeof given === "string" && isArguments(given);
}

/**
 * A form that a browser sent without JavaScript: React names the action in one hidden field, and what is bound to it in another.
 * Whether there is such an action, Next.js checks.
 */
export function isActionForm(form: FormData): boolean {
  for (const [name, value] of form) {
    const [, prefix] = /^(\$ACTION_[^:]*:)0$/.exec(name) ?? [];
    if (prefix && !isBound(form, prefix, value)) return false;
  }
  return true;
}

function isBound(form: FormData, prefix: string, reference: FormDataEntryValue): boolean {
  const action = typeof reference === "string" ? parsed(reference) : undefined;
  if (typeof action !== "object" || action === null || !("bound" in action)) return false;
  if (action.bound === null) return true;
  const [, part] = /^\$@([0-9a-f]+)$/.exec(String(action.bound)) ?? [];
  const bound = part && form.get(`${prefix}${part}`);
  return typeof bound === "string" && isArguments(bound);
}

function isArguments(json: string): boolean {
  const args = parsed(json);
  return Array.isArray(args) && isPlain(args, args, 0);
}

function parsed(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    return undefined;
  }
}

/**
 * Whether a value holds nothing but data. In strings that begin with `$`, React also reads references to other parts of the body,
 * to streams and to other actions. None of our pages send them, and a reference that leads nowhere is a 500.
 */
function isPlain(value: unknown, root: unknown, depth: number): boolean {
  if (typeof value === "string") return !value.startsWith("$") || isKnownMarker(value, root);
  if (typeof value !== "object" || value === null) return true;
  return depth < maxDepth && Object.values(value).every((part) => isPlain(part, root, depth + 1));
}

function isKnownMarker(text: string, root: unknown): boolean {
  if (/^\$(\$.*|undefined|NaN|-?Infinity|-0|K[0-9a-f]{1,8}|n-?\d{1,40})$/s.test(text)) return true;
  if (text.startsWith("$D")) return !Number.isNaN(Date.parse(text.slice(2)));
  // The same object once more.
  return text.startsWith("$0:") && leadsSomewhere(text.slice(3).split(":"), root);
}

function leadsSomewhere(path: readonly string[], root: unknown): boolean {
  let value = root;
  for (const name of path) {
    if (typeof value !== "object" || value === null || !Object.hasOwn(value, name)) return false;
    value = Object.getOwnPropertyDescriptor(value, name)?.value;
  }
  return true;
}
