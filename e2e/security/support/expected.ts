import type {
  AdminReaderOperation,
  FileOperation,
  MemberOperation,
  Operation,
  PlatformOperation,
  ReaderOperation,
} from "@/lib/api/operation";
import { unreachable } from "@/lib/errors";
import type { Caller, KeyFacts, SessionFacts } from "./world";

/** What the guard answers: a refusal, the sign-in page, or nothing, and then the operation itself answers. */
export type Expected = { status: 307 | 401 | 403 | 404; reason?: string } | "allowed";

const unauthenticated = { status: 401 } as const;
/** A link to a file is opened like a page. */
const signInPage = { status: 307 } as const;
const because = (reason: string) => ({ status: 403, reason }) as const;

/**
 * The guard's answer to a caller, from the operation's declaration alone. It shares no code with the guard: it says again, and as
 * plainly as possible, what a declaration means.
 */
export function expectedOf(operation: Operation, caller: Caller): Expected {
  switch (operation.caller) {
    case "anyone":
      return "allowed";
    case "member":
      return caller.kind === "session" ? asMember(memberNeeds(operation), caller) : unauthenticated;
    case "download":
      if (caller.kind === "session") return asMember(downloadNeeds(operation), caller);
      return operation.method === "get" && !("cookie" in caller.headers) ? signInPage : unauthenticated;
    case "admin":
      return caller.kind === "session" ? asAdmin(caller) : unauthenticated;
    case "admin_reader":
      return caller.kind === "session" ? asAdmin(caller) : asPlatformKey(operation, caller);
    case "platform":
      return caller.kind === "session" ? unauthenticated : asPlatformKey(operation, caller);
    case "reader":
      return caller.kind === "session" ? asMember({ inSupportSession: true }, caller) : asKey(operation, caller);
    case "writer":
      return caller.kind === "session" ? unauthenticated : asKey(operation, caller);
    default:
      return unreachable(operation);
  }
}

type Needs = {
  roles?: readonly string[] | undefined;
  verified?: boolean | undefined;
  confirmed?: boolean | undefined;
  active?: boolean;
  inSupportSession?: boolean;
};

const memberNeeds = ({ roles, verified, confirmed, access, method }: MemberOperation): Needs => ({
  roles,
  verified,
  confirmed,
  active: access !== "any",
  inSupportSession: method === "get",
});

const downloadNeeds = ({ roles }: FileOperation): Needs => ({ roles, active: true });

function asMember({ roles, verified, confirmed, active, inSupportSession }: Needs, caller: SessionFacts): Expected {
  if (!caller.organizationId) return { status: 404 };
  if (caller.acting && !inSupportSession) return because("impersonation");
  if (roles && !(caller.role && roles.includes(caller.role))) return because("role");
  if (verified && !caller.verified) return because("unverified");
  if (caller.organization === "requires_second_factor" && !caller.secondFactor) return because("second_factor");
  if (confirmed && !caller.recent) return because("confirmation");
  if (active && caller.organization === "suspended") return { status: 403 };
  return "allowed";
}

function asAdmin(caller: SessionFacts): Expected {
  if (caller.acting) return because("nested");
  if (!caller.platformAdmin) return { status: 404 };
  return caller.secondFactor ? "allowed" : because("second_factor");
}

function asPlatformKey(
  operation: PlatformOperation | AdminReaderOperation,
  caller: KeyFacts | { kind: "anonymous" },
): Expected {
  if (caller.kind === "organization_key") return because("key_kind");
  return asKey(operation, caller);
}

function asKey({ scope }: { scope: ReaderOperation["scope"] }, caller: KeyFacts | { kind: "anonymous" }): Expected {
  if (caller.kind === "anonymous") return unauthenticated;
  return caller.scopes.includes(scope) ? "allowed" : because("scope");
}
