import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parseEnv } from "node:util";
import postgres from "postgres";
import { uuidv7 } from "uuidv7";
import { hashToken, newToken } from "@/lib/auth/links/tokens";
import { startTemporaryStack, type TemporaryStack } from "@/scripts/stack/temporary";

export type SignedInSite = {
  url: string;
  /** The cookie of a member whose organization pays, and of a platform admin. */
  cookies: Record<"member" | "admin", string>;
  stop: () => Promise<void>;
};

/**
 * The application with sample data of 24 customers, a member and a platform admin who are signed in. With BENCH_DATA_DIR=.data, the
 * demo that is running there.
 */
export async function serveSignedIn(): Promise<SignedInSite> {
  const { demo, dataDir, stop } = await runningStack();
  try {
    const { DATABASE_URL = "" } = parseEnv(readFileSync(join(dataDir, "environment"), "utf8"));
    const sql = postgres(DATABASE_URL, { max: 1 });
    const cookies = {
      member: await sessionCookie(sql, demo.signIns.paying.email),
      admin: await sessionCookie(sql, demo.signIns.platformAdmin.email),
    };
    await sql.end();
    return { url: demo.url, cookies, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

async function runningStack(): Promise<TemporaryStack> {
  const dataDir = process.env.BENCH_DATA_DIR;
  if (!dataDir) return startTemporaryStack({ SEED_CUSTOMERS: "24" });
  const demo: TemporaryStack["demo"] = JSON.parse(readFileSync(join(dataDir, "demo.json"), "utf8"));
  return { demo, dataDir, stop: async () => undefined };
}

/** A session as the sign-in form makes one. */
async function sessionCookie(sql: postgres.Sql, email: string): Promise<string> {
  const token = newToken();
  await sql`insert into sessions (id, session_token, user_id, second_factor, created_at, expires)
    select ${uuidv7()}, ${hashToken(token)}, id, 'totp', now(), now() + interval '1 day' from users where email = ${email}`;
  return `gatehouse.session=${token}`;
}
