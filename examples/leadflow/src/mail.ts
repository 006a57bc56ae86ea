import { createHash } from "node:crypto";
import { type ParsedMail, simpleParser } from "mailparser";

/** Larger messages carry attachments, not more words. */
export const largestMail = 10 * 1024 * 1024;
/** Some malformed messages keep a parser busy for good. */
const parseTimeoutMs = 10_000;
/** Huge HTML, as spam has it, takes more memory than it is worth. */
const longestHtml = 500_000;
const longestText = 100_000;

export type Mail = {
  /** Lower case. */
  from: string;
  name: string | null;
  replyTo: string | null;
  subject: string;
  text: string;
  /** Why it is automatic mail; null if a person wrote it. */
  automatic: string | null;
};

/**
 * What makes two copies of a message the same: who, when, what. Not the server's number, which changes when a mailbox is moved, nor
 * the message ID alone, which some programs reuse, nor the headers that each server adds on the way.
 */
export async function identify(raw: Uint8Array): Promise<string> {
  const source = Buffer.from(raw);
  const end = source.indexOf("\r\n\r\n") >= 0 ? source.indexOf("\r\n\r\n") : source.indexOf("\n\n");
  const head = source
    .subarray(0, end < 0 ? undefined : end)
    .toString("latin1")
    .replace(/\r?\n[ \t]+/g, " ");
  const header = (name: string) => new RegExp(`^${name}:[ \\t]*(.*)$`, "im").exec(head)?.[1]?.trim() ?? "";
  const body = end < 0 ? source : source.subarray(end);
  return createHash("sha256")
    .update(JSON.stringify(["message-id", "from", "date", "subject"].map(header)))
    .update(body.toString("latin1").replace(/\r\n/g, "\n").trim(), "latin1")
    .digest("hex")
    .slice(0, 40);
}

/** @throws Error when it can't be read: too large, too broken, or without a sender. */
export async function readMail(raw: Uint8Array): Promise<Mail> {
  if (raw.byteLength > largestMail) throw new Error("The message is larger than 10 MB.");
  const parsed = await withTimeout(
    simpleParser(Buffer.from(raw), {
      skipImageLinks: true,
      skipTextLinks: true,
      skipTextToHtml: true,
      maxHtmlLengthToParse: longestHtml,
    }),
  );
  const [sender] = parsed.from?.value ?? [];
  const from = sender?.address?.toLowerCase().trim();
  if (!from || !/^[^\s@]+@[^\s@]+$/.test(from)) throw new Error("The message has no sender's address.");
  return {
    from,
    name: sender?.name?.trim() || null,
    replyTo: parsed.replyTo?.value[0]?.address?.toLowerCase() ?? null,
    subject: (parsed.subject ?? "").slice(0, 500),
    text: plainText(parsed).slice(0, longestText),
    automatic: whyAutomatic(parsed, from),
  };
}

function withTimeout<T>(work: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, fail) => {
    timer = setTimeout(() => fail(new Error("The message couldn't be parsed in 10 seconds.")), parseTimeoutMs);
  });
  return Promise.race([work, late]).finally(() => clearTimeout(timer));
}

const plainText = ({ text, html }: ParsedMail): string => text?.trim() || (html || "").replace(/<[^>]*>/g, " ");

const machines = /^(no-?reply|do-?not-?reply|mailer-daemon|postmaster|bounces?|notifications?|newsletter)([+\-_.@]|$)/;

/** A reply to automatic mail would start a loop, and a lead from it is none. RFC 3834, section 2. */
function whyAutomatic({ headers, subject }: ParsedMail, from: string): string | null {
  const header = (name: string) => {
    const value = headers.get(name);
    return typeof value === "string" ? value.toLowerCase() : value ? "set" : "";
  };
  const submitted = header("auto-submitted");
  if (submitted && !submitted.startsWith("no")) return "sent by a program";
  if (header("x-autoreply") || header("x-autorespond")) return "an automatic reply";
  if (/bulk|junk|list|auto_reply/.test(header("precedence"))) return "bulk mail";
  if (headers.has("list")) return "a mailing list";
  if (/^multipart\/report/.test(contentType(headers.get("content-type")))) return "a delivery report";
  if (machines.test(from)) return "a sender that reads no replies";
  if (
    /^(out of office|automatic reply|auto(matic)?[- ]?(reply|response)|undeliverable|delivery status)\b/i.test(
      subject ?? "",
    )
  )
    return "an automatic reply";
  return null;
}

function contentType(value: unknown): string {
  if (typeof value === "string") return value;
  return typeof value === "object" && value !== null && "value" in value ? String(value.value) : "";
}
