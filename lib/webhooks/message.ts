export type WebhookMessage = { id: string; type: string; createdAt: Date; payload: Record<string, unknown> };

export type WebhookFormat = "standard" | "slack";

/** The body to sign and send. `slack` is plain text in `text`, for chat tools that accept nothing else. */
export function bodyOf(message: WebhookMessage, format: WebhookFormat): string {
  if (format === "slack") return JSON.stringify({ text: escapeForSlack(chatText(message)) });
  const { type, createdAt, payload } = message;
  return JSON.stringify({ type, timestamp: createdAt.toISOString(), data: payload });
}

function chatText({ type, payload }: WebhookMessage): string {
  if (type === "alert.raised") return `*${payload.title}*\n${payload.text}\n${payload.url}`;
  if (type === "notice.raised" || type === "notice.resolved") {
    return `*${nameOf(payload)}: ${payload.title}*\n${payload.text}\n${payload.url}`;
  }
  if (type === "webhook.test") return String(payload.message);
  return [type.replace(".", " "), nameOf(payload)].filter(Boolean).join(": ");
}

const nameOf = ({ organization }: WebhookMessage["payload"]): string =>
  isNamed(organization) ? organization.name : "";

const entities: Readonly<Record<string, string>> = { "&": "&amp;", "<": "&lt;", ">": "&gt;" };

/**
 * Escapes control characters (docs.slack.dev/messaging/formatting-message-text). Otherwise an organization could name itself
 * `<!channel>`, or after a link whose text differs from its target.
 */
const escapeForSlack = (text: string): string =>
  text.replace(/[&<>]/g, (character) => entities[character] ?? character);

const isNamed = (value: unknown): value is { name: string } =>
  typeof value === "object" && value !== null && "name" in value && typeof value.name === "string";
