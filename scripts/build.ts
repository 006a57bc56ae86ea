import { spawn } from "node:child_process";
import { once } from "node:events";
import { buildOnce } from "./stack/build";
import { environment } from "./stack/environment";
import { readSettings } from "./stack/settings";

/** The production build the demo would make when it starts. It contains no secrets, so placeholders will do. */
const settings = await readSettings("production");
const secret = "for-the-build-only-0123456789abcdef";
const env = environment(settings, {
  authSecret: secret,
  auditKey: secret,
  encryptionKey: secret,
  webhookSecret: `whsec_${secret}`,
  password: secret,
});

await buildOnce(async () => {
  const child = spawn(process.execPath, ["node_modules/next/dist/bin/next", "build"], {
    env: { ...process.env, ...env },
    stdio: "inherit",
  });
  const [code] = await once(child, "exit");
  if (code !== 0) throw new Error(`next build exited with ${code}`);
});
