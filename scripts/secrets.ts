// npm run secrets:rotate: encrypts stored secrets with the first key of ENCRYPTION_KEY.
import { withPlatform } from "@/lib/context";
import { closeDatabases } from "@/lib/database";
import { rotateSecrets } from "@/lib/secrets";

try {
  let total = 0;
  for (let changed = -1; changed !== 0; total += changed) {
    changed = await withPlatform({ actor: { kind: "system", id: "cli" } }, rotateSecrets);
  }
  const done = "Only the first key of ENCRYPTION_KEY is needed now.";
  console.log(total === 0 ? `Nothing to do. ${done}` : `Re-encrypted the secrets of ${total} rows. ${done}`);
} finally {
  await closeDatabases();
}
