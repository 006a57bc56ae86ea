import "server-only";
import { hash, type Options, verify } from "@node-rs/argon2";

/**
 * Argon2id with 19 MiB, 2 passes, 1 lane, as the OWASP Password Storage Cheat Sheet recommends
 * (https://cheatsheetseries.owasp.org/cheatsheets/Password_Storage_Cheat_Sheet.html). Argon2id is the library's default
 * algorithm; its enum cannot be named under `isolatedModules`.
 */
const parameters: Options = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };

/** Two keyboards may send the same password in two Unicode forms (NIST SP 800-63B, 3.1.1.2). */
const normalize = (password: string) => password.normalize("NFKC");

export const hashPassword = (password: string): Promise<string> => hash(normalize(password), parameters);

/** Compared with when there is no hash, so that an unknown email costs as much work as a known one. */
let placeholderHash: Promise<string> | undefined;

/** Whether the password matches the hash. Without a hash: false, after the same work. */
export async function verifyPassword(passwordHash: string | null | undefined, password: string): Promise<boolean> {
  placeholderHash ??= hashPassword("a password that no account has");
  const matches = await verify(passwordHash ?? (await placeholderHash), normalize(password));
  return matches && Boolean(passwordHash);
}
