export type Status = "ok" | "warning" | "failed";

/** The result of one check, and for anything but "ok", what to do. */
export type Finding = { check: string; status: Status; message: string; fix?: string };

export const ok = (check: string, message: string): Finding => ({ check, status: "ok", message });
export const warning = (check: string, message: string, fix: string): Finding => ({
  check,
  status: "warning",
  message,
  fix,
});
export const failed = (check: string, message: string, fix: string): Finding => ({
  check,
  status: "failed",
  message,
  fix,
});

/** What went wrong, with the message of the innermost cause, and without the credentials of a URL. */
export function reasonOf(error: unknown): string {
  let cause = error;
  while (cause instanceof Error && cause.cause instanceof Error) cause = cause.cause;
  const code = cause instanceof Error && "code" in cause ? ` (${String(cause.code)})` : "";
  const text = cause instanceof Error ? cause.message || cause.name : String(cause);
  return `${text.replace(/(?<=:\/\/)[^\s/@]+@/g, "")}${text.includes(code.trim()) ? "" : code}`;
}

/** Why a service didn't answer: the code of the system's error, if there is one. */
export const codeOf = (error: unknown): string => {
  for (let cause = error; cause instanceof Error; cause = cause.cause) if ("code" in cause) return String(cause.code);
  return "";
};
