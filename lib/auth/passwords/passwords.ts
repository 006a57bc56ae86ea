import "server-only";
import { hash, type Options, verify } from "@node-rs/argon2";

/**
 * Argon2id with 19 MiB, 2 passes, 1 lane: the first choice of the OWASP Password Storage Cheat Sheet
 * (https://cheatsheetseries.owasp.org/cheatsheets/Password_Storage_Cheat_Sheet.html). Argon2id is the library's default
 * algorithm; its enum cannot be named under `isolatedModules`.
 */
const parameters: Options = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };

/** The same password typed on two keyboards may come in two forms of Unicode (NIST SP 800-63B, 3.1.1.2). */
const normal = (password: string) => password.normalize("NFKC");

export const hashPassword = (password: string): Promise<string> => hash(normal(password), parameters);

/** Nobody's password, hashed once: an unknown address costs as much time as a known one. */
let nobodys: Promise<string> | undefined;

/** True when the password is the one of the hash. Without a hash it takes as long and is false. */
export async function verifyPassword(passwordHash: string | null | undefined, password: string): Promise<boolean> {
  nobodys ??= hashPassword("nobody has this password");
  const matches = await verify(passwordHash ?? (await nobodys), normal(password));
  return matches && Boolean(passwordHash);
}
