/** What an endpoint receives. */
export type WebhookMessage = { id: string; type: string; createdAt: Date; payload: Record<string, unknown> };

export type WebhookFormat = "standard" | "slack";

/** The body as it is signed and sent. `slack` is a sentence in `text`, for chats that take nothing else. */
export function bodyOf(message: WebhookMessage, format: WebhookFormat): string {
  if (format === "slack") return JSON.stringify({ text: escaped(sentenceOf(message)) });
  const { type, createdAt, payload } = message;
  return JSON.stringify({ type, timestamp: createdAt.toISOString(), data: payload });
}

function sentenceOf({ type, payload }: WebhookMessage): string {
  if (type === "alert.raised") return `*${payload.title}*\n${payload.text}\n${payload.url}`;
  if (type === "webhook.test") return String(payload.message);
  const { organization } = payload;
  const name = isNamed(organization) ? organization.name : "";
  return [type.replace(".", " "), name].filter(Boolean).join(": ");
}

const entities: Readonly<Record<string, string>> = { "&": "&amp;", "<": "&lt;", ">": "&gt;" };

/**
 * As Slack wants it (docs.slack.dev/messaging/formatting-message-text): a customer may call itself `<!channel>`, or a link
 * that says one thing and leads elsewhere.
 */
const escaped = (text: string): string => text.replace(/[&<>]/g, (sign) => entities[sign] ?? sign);

const isNamed = (value: unknown): value is { name: string } =>
  typeof value === "object" && value !== null && "name" in value && typeof value.name === "string";
