import postgres from "postgres";

/** Short, because the connection that asks for the password waits for it. */
const timeoutSeconds = 3;

/**
 * The password that a role has now: the URL's, or one of `others`. A migration changes it at any time while AUTH_SECRET is being
 * replaced, and the driver has no way to try another one.
 *
 * @returns the URL's own if none is valid or the server doesn't respond. Then the connection fails, and says why.
 */
export async function validPassword(url: string, others: readonly string[]): Promise<string> {
  const own = decodeURIComponent(new URL(url).password);
  for (const password of [own, ...others]) {
    const result = await tryPassword(url, password);
    if (result === "valid") return password;
    if (result === "unknown") break;
  }
  return own;
}

async function tryPassword(url: string, password: string): Promise<"valid" | "wrong" | "unknown"> {
  const client = postgres(url, {
    max: 1,
    password,
    connect_timeout: timeoutSeconds,
    fetch_types: false,
    prepare: false,
  });
  try {
    await client`select 1`;
    return "valid";
  } catch (error) {
    const isWrong = error instanceof postgres.PostgresError && ["28P01", "28000", "08P01"].includes(error.code);
    return isWrong ? "wrong" : "unknown";
  } finally {
    await client.end({ timeout: 1 });
  }
}
