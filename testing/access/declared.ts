import type { Operation } from "@/lib/api/operation";
import { unreachable } from "@/lib/errors";

/** Who may call an operation, in the words of `docs/access.md`. */
export function wordsOf(operation: Operation): string {
  switch (operation.caller) {
    case "anyone":
      return "anyone";
    case "member":
      return listOf(
        operation.roles?.join(", ") ?? "any member",
        operation.verified && "verified",
        operation.confirmed && "confirmed",
        { read: "not suspended", write: "not read-only", any: undefined }[operation.access],
      );
    case "download":
      return listOf(operation.roles?.join(", ") ?? "any member", "not suspended");
    case "admin":
      return "platform admin";
    case "admin_reader":
      return `platform admin, platform key with ${operation.scope}`;
    case "platform":
      return `platform key with ${operation.scope}`;
    case "reader":
      return `any member, organization's key or platform key with ${operation.scope}`;
    case "writer":
      return `organization's key or platform key with ${operation.scope}`;
    default:
      return unreachable(operation);
  }
}

const listOf = (...parts: (string | false | undefined)[]): string => parts.filter(Boolean).join("; ");
