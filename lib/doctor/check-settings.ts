import { isLoopback } from "@/lib/loopback";
import { type Finding, failed, ok, warning } from "./finding";

export type Settings = {
  production: boolean;
  appUrl: string;
  authSecret: string;
  auditKey: string | undefined;
  encryptionKey: string | undefined;
};

/** Checks what no service has to be asked for. */
export function checkSettings(settings: Settings): Finding[] {
  return [checkAppUrl(settings), checkKeys(settings)];
}

function checkAppUrl({ appUrl, production }: Settings): Finding {
  const check = "APP_URL";
  const { protocol, pathname, search, hash } = new URL(appUrl);
  if (production && isLoopback(appUrl)) {
    return failed(
      check,
      `${appUrl} is this machine: links in emails would lead nowhere.`,
      "Set the public address, and build again.",
    );
  }
  if (production && protocol !== "https:") {
    return failed(
      check,
      `${appUrl} has no TLS: cookies aren't protected, and passkeys don't work.`,
      "Set an address with https://.",
    );
  }
  if (pathname !== "/" || search || hash) {
    return failed(check, `${appUrl} has a path, which links would lose.`, "Set the address without a path.");
  }
  return ok(check, appUrl);
}

function checkKeys({ authSecret, auditKey, encryptionKey, production }: Settings): Finding {
  const check = "keys";
  const keys = { AUTH_SECRET: authSecret, AUDIT_KEY: auditKey, ENCRYPTION_KEY: encryptionKey };
  const parts = Object.entries(keys).flatMap(([name, setting]) =>
    (setting ?? "").split(",").flatMap((key) => (key.trim() ? [{ name, key: key.trim() }] : [])),
  );
  const guessable = parts.find(({ key }) => new Set(key).size < 12);
  const generate = "Generate one for each: openssl rand -base64 33.";
  if (guessable) return failed(check, `${guessable.name} can be guessed: it has few different characters.`, generate);
  for (const { name, key } of parts) {
    const same = parts.find((other) => other.name !== name && other.key === key);
    if (same) {
      const message = `${name} and ${same.name} are the same: anyone who learns one knows both, and they can't be replaced apart.`;
      return failed(check, message, generate);
    }
  }
  const rotating = Object.entries(keys).filter(([, setting]) => setting?.includes(","));
  if (rotating.length > 0) {
    const names = rotating.map(([name]) => name).join(", ");
    return warning(
      check,
      `${names}: an old one is still accepted.`,
      "Remove it when the rotation is done: docs/operations/rotation.md.",
    );
  }
  return ok(check, production ? "AUTH_SECRET, AUDIT_KEY and ENCRYPTION_KEY differ" : "good enough for development");
}
