import "server-only";
import { cookies } from "next/headers";
import NextAuth, { CredentialsSignin, type NextAuthConfig } from "next-auth";
import Credentials from "next-auth/providers/credentials";
import { authSecrets } from "@/lib/auth-secrets";
import { wallNow } from "@/lib/clock";
import { day, second } from "@/lib/durations";
import { env } from "@/lib/env";
import { GatehouseError } from "@/lib/errors";
import { logger } from "@/lib/logger";
import { type SignInInput, signInSchema } from "../input";
import { clientAddress } from "../requests/client-address";
import { endReplacedSession } from "../sessions/end-replaced";
import { cookieOptions, sessionCookieName, sessionMaxDays } from "../sessions/session-cookie";
import { sessionStore } from "../sessions/session-store";
import { deviceKnownTo } from "./known-device";
import { noteBrowser } from "./note-browser";
import { beginSecondStep, takesSecondStep } from "./second-step";
import { signInWithPassword } from "./sign-in";

/** Wraps our error in the only class that Auth.js passes on unchanged. */
class SignInRefused extends CredentialsSignin {
  override code: string;

  constructor(readonly refusal: GatehouseError) {
    super();
    this.code = refusal.code;
  }
}

/** The password is right, and a second step is due. */
class SecondStepDue extends CredentialsSignin {
  override code = "second_step";

  constructor(readonly userId: string) {
    super();
  }
}

const credentials = Credentials({
  credentials: { email: { type: "email" }, password: { type: "password" } },
  async authorize(given, request) {
    const input = signInSchema.safeParse({ email: given.email, password: given.password });
    if (!input.success) return null;
    try {
      const address = clientAddress(request.headers);
      const userAgent = request.headers.get("user-agent");
      const device = await deviceKnownTo(input.data.email);
      const user = await signInWithPassword(input.data, { address, userAgent, device });
      if (await takesSecondStep(user.id)) throw new SecondStepDue(user.id);
      return { ...user, address, userAgent };
    } catch (error) {
      throw error instanceof GatehouseError ? new SignInRefused(error) : error;
    }
  },
});

/**
 * Auth.js stores sessions in its adapter for every provider but credentials. So the strategy is "jwt" by name, but the cookie
 * holds a random token, and encoding it writes the session's row. `findSession` reads it.
 */
const jwt: NextAuthConfig["jwt"] = {
  async encode({ token }) {
    if (!token?.sub) throw new Error("a session needs a user id");
    const userAgent = typeof token.userAgent === "string" ? token.userAgent : null;
    const address = typeof token.address === "string" ? token.address : undefined;
    return sessionStore.create({ userId: token.sub, userAgent, now: wallNow(), address });
  },
};

/**
 * Created on the first request, because a build has no environment. Auth.js's own routes aren't served: signing in and out are
 * server actions, and its routes would read bodies of any size.
 */
function config(): NextAuthConfig {
  const options = cookieOptions(env.APP_URL);
  const host = options.secure ? "__Host-" : "";
  return {
    providers: [credentials],
    secret: [...authSecrets()],
    // APP_URL defines our origin; the Host header is used only for Auth.js's own URLs.
    trustHost: true,
    useSecureCookies: options.secure,
    session: { strategy: "jwt", maxAge: (sessionMaxDays * day) / second },
    jwt,
    cookies: {
      sessionToken: { name: sessionCookieName(env.APP_URL), options },
      callbackUrl: { name: `${host}gatehouse.callback-url`, options },
      csrfToken: { name: `${host}gatehouse.csrf-token`, options },
    },
    pages: { signIn: "/sign-in", signOut: "/sign-in", error: "/sign-in" },
    callbacks: {
      jwt: ({ token, user }) =>
        user && "userAgent" in user && "address" in user
          ? { ...token, userAgent: user.userAgent, address: user.address }
          : token,
      redirect: ({ url }) => ownUrl(url),
    },
    logger: {
      error: (error) => logger[expected(error) ? "debug" : "error"]({ err: error }, "auth.js"),
      warn: (code) => logger.debug({ code }, "auth.js"),
      debug: () => undefined,
    },
  };
}

/** A wrong password or the cookie of an ended session isn't an error of ours. */
const expected = (error: Error) => error instanceof CredentialsSignin || error.name === "JWTSessionError";

/** Auth.js would trust the Host header to decide where it may redirect. */
function ownUrl(url: string): string {
  const target = new URL(url, env.APP_URL);
  return target.origin === new URL(env.APP_URL).origin ? target.toString() : env.APP_URL;
}

const { signIn } = NextAuth(() => config());

/**
 * Signs in with email and password, sets the cookie, ends the session the browser had before, and remembers the browser. With a
 * second factor, no one is signed in yet: see `finishSecondStep`.
 *
 * @throws GatehouseError `unauthenticated`, `rate_limited`.
 */
export async function startSession(input: SignInInput): Promise<"signed_in" | "second_step"> {
  const before = (await cookies()).get(sessionCookieName(env.APP_URL))?.value;
  try {
    await signIn("credentials", { ...input, redirect: false });
    await endReplacedSession(before);
    await noteBrowser(input.email);
    return "signed_in";
  } catch (error) {
    if (error instanceof SecondStepDue) {
      await beginSecondStep(error.userId);
      return "second_step";
    }
    throw error instanceof SignInRefused ? error.refusal : error;
  }
}
