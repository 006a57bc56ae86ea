import { mkdir, rm } from "node:fs/promises";
import { join } from "node:path";
import { type EmbeddedPostgres, startEmbeddedPostgres } from "@/db/embedded";
import { buildOnce } from "./build";
import { environment } from "./environment";
import { claim, release } from "./lock";
import { say, step } from "./progress";
import {
  type DemoFile,
  demoFile,
  forgetEnvironmentFile,
  seedFile,
  writeDemoFile,
  writeEnvironmentFile,
} from "./report";
import { keptSecrets, readJson, type Secrets } from "./secrets";
import { type Mode, readSettings, type Settings } from "./settings";
import { answers, Supervisor } from "./supervisor";

export type { DemoFile } from "./report";

const runtime = ["--import", "./scripts/preload/script.mjs"];
const serving = ["--import", "./scripts/preload/server.mjs", "--import", "./scripts/preload/typescript.mjs"];

/**
 * Everything Gatehouse needs, on this machine: PostgreSQL, the local Stripe, a mail catcher, the worker and the pages.
 * Parts that the environment names (DATABASE_URL, STRIPE_SECRET_KEY, SMTP_URL) are used and not started.
 */
export class Stack {
  readonly #supervisor = new Supervisor();
  #database: EmbeddedPostgres | undefined;
  #starting: Promise<unknown> = Promise.resolve();
  #stopping = false;

  private constructor(
    readonly settings: Settings,
    readonly secrets: Secrets,
  ) {}

  static async prepare(mode: Mode): Promise<Stack> {
    const settings = await readSettings(mode);
    await mkdir(settings.dataDir, { recursive: true, mode: 0o755 });
    await claim(settings.dataDir);
    await rm(join(settings.dataDir, "logs"), { recursive: true, force: true });
    await mkdir(join(settings.dataDir, "logs"));
    return new Stack(settings, await keptSecrets(settings.dataDir));
  }

  /** Starts what does not depend on each other side by side; the build, the longest, from the first moment. */
  async start(): Promise<DemoFile> {
    const work = this.#bringUp();
    this.#starting = work.catch(() => undefined);
    await work;
    return this.#announce();
  }

  /** Ends everything, the database last. */
  async stop(): Promise<void> {
    this.#stopping = true;
    await this.#supervisor.stop();
    await this.#starting;
    await this.#supervisor.stop();
    await this.#database?.stop();
    await forgetEnvironmentFile(this.settings.dataDir);
    await release(this.settings.dataDir);
  }

  kill(): void {
    this.#supervisor.kill();
  }

  async #bringUp() {
    const work = [this.#build(), this.#services()];
    await Promise.all(work).catch(async (error) => {
      await this.#supervisor.stop();
      await Promise.allSettled(work);
      throw error;
    });
    await step("pages", () => this.#web());
  }

  async #services() {
    await Promise.all([this.#migratedDatabase(), this.#stripe(), this.#mail()]);
    await step("catalogue in Stripe", () => this.#script("stripe-sync"));
    await step("sample data", () => this.#script("seed", ["--out", seedFile(this.settings.dataDir)]));
    await step("worker", () => this.#worker());
  }

  async #migratedDatabase() {
    const { databaseUrl, dataDir, ports } = this.settings;
    if (!databaseUrl) {
      const folder = join(dataDir, "postgres");
      this.#database = await step("PostgreSQL", () => startEmbeddedPostgres({ dataDir: folder, port: ports.database }));
      if (this.#database.dataDir !== folder)
        say(`    its data lies in ${this.#database.dataDir}: its user cannot reach ${folder}`);
      if (this.#stopping) throw new Error("stopped");
    }
    await writeEnvironmentFile(dataDir, this.#environment());
    await step("tables and queues", () => this.#script("migrate"));
  }

  async #stripe() {
    const { stripeSecretKey, ports, dataDir, product } = this.settings;
    if (stripeSecretKey) return;
    const args = [
      ...[
        "packages/local-stripe/bin/local-stripe.mjs",
        "--port",
        String(ports.stripe),
        "--data",
        join(dataDir, "stripe"),
      ],
      ...[
        "--webhook-url",
        `http://127.0.0.1:${ports.web}/api/webhooks/stripe`,
        "--webhook-secret",
        this.secrets.webhookSecret,
      ],
      ...["--business", product.charAt(0).toUpperCase() + product.slice(1)],
    ];
    const address = `http://127.0.0.1:${ports.stripe}/`;
    await step("local Stripe", () => this.#supervisor.keep(this.#command("stripe", args), () => answers(address)));
  }

  async #mail() {
    const { smtpUrl, ports, dataDir } = this.settings;
    if (smtpUrl) return;
    const args = [
      ...["node_modules/maildev/bin/maildev", "--ip", "127.0.0.1", "--silent"],
      ...["--smtp", String(ports.smtp), "--web", String(ports.mail), "--mail-directory", join(dataDir, "mail")],
    ];
    const address = `http://127.0.0.1:${ports.mail}/email`;
    await step("mail catcher", () => this.#supervisor.keep(this.#command("mail", args), () => answers(address)));
  }

  async #build() {
    if (this.settings.mode === "development") return;
    const command = this.#command("build", ["node_modules/next/dist/bin/next", "build"]);
    await buildOnce(() => step("production build", () => this.#supervisor.run(command)));
  }

  #worker() {
    const command = this.#command("worker", [...serving, "worker/start.ts"], this.settings.mode === "development");
    return this.#supervisor.keep(command, async () => true);
  }

  #web() {
    const { mode, ports } = this.settings;
    const program =
      mode === "development" ? ["node_modules/next/dist/bin/next", "dev"] : [...serving, "server/start.ts"];
    const args = [...program, "--port", String(ports.web)];
    const address = `http://127.0.0.1:${ports.web}`;
    return this.#supervisor.keep(
      this.#command("web", args, mode === "development"),
      async () => (await answers(`${address}/`)) && (await answers(`${address}/api/health`)),
    );
  }

  #script(name: string, args: string[] = []) {
    return this.#supervisor.run(this.#command(name, [...runtime, `scripts/${name}.ts`, ...args]));
  }

  #command(name: string, args: string[], echo = false) {
    return { name, args, env: this.#environment(), logFile: join(this.settings.dataDir, "logs", `${name}.log`), echo };
  }

  #environment() {
    return environment(this.settings, this.secrets);
  }

  async #announce(): Promise<DemoFile> {
    const file = demoFile(this.settings, await readJson(seedFile(this.settings.dataDir)));
    await writeDemoFile(this.settings.dataDir, file);
    return file;
  }
}
