import { mkdir, rm } from "node:fs/promises";
import { join } from "node:path";
import { type EmbeddedPostgres, startEmbeddedPostgres } from "@/db/embedded";
import { buildOnce } from "./build";
import {
  type DemoFile,
  demoFile,
  removeEnvironmentFile,
  seedFile,
  writeDemoFile,
  writeEnvironmentFile,
} from "./demo-file";
import { environment } from "./environment";
import { lockDataDir, unlockDataDir } from "./lock";
import { print, step } from "./progress";
import { readJson, type Secrets, storedSecrets } from "./secrets";
import { sellerOptions } from "./seller";
import { type Mode, readSettings, type Settings } from "./settings";
import { responds, Supervisor } from "./supervisor";

const preloadScript = ["--import", "./scripts/preload/script.mjs"];
const preloadServer = ["--import", "./scripts/preload/server.mjs", "--import", "./scripts/preload/typescript.mjs"];

/**
 * Everything Gatehouse needs, on this machine: PostgreSQL, the local Stripe, a mail catcher, the worker and the web server. A
 * service that the environment names (DATABASE_URL, STRIPE_SECRET_KEY, SMTP_URL) is used instead of a local one.
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
    await lockDataDir(settings.dataDir);
    await rm(join(settings.dataDir, "logs"), { recursive: true, force: true });
    await mkdir(join(settings.dataDir, "logs"));
    return new Stack(settings, await storedSecrets(settings.dataDir));
  }

  /** Starts everything that doesn't depend on something else at the same time. The build takes longest, so it starts first. */
  async start(): Promise<DemoFile> {
    const work = this.#startAll();
    this.#starting = work.catch(() => undefined);
    await work;
    return this.#writeDemoFile();
  }

  /** Stops everything, the database last. */
  async stop(): Promise<void> {
    this.#stopping = true;
    await this.#supervisor.stop();
    await this.#starting;
    await this.#supervisor.stop();
    await this.#database?.stop();
    await removeEnvironmentFile(this.settings.dataDir);
    await unlockDataDir(this.settings.dataDir);
  }

  kill(): void {
    this.#supervisor.kill();
  }

  async #startAll() {
    const work = [this.#build(), this.#services()];
    await Promise.all(work).catch(async (error) => {
      await this.#supervisor.stop();
      await Promise.allSettled(work);
      throw error;
    });
    await step("web server", () => this.#web());
  }

  async #services() {
    await Promise.all([this.#migratedDatabase(), this.#stripe(), this.#mail()]);
    await step("products, prices and webhook in Stripe", () => this.#script("stripe-sync", this.#webhook()));
    await step("sample data", () => this.#script("seed", ["--out", seedFile(this.settings.dataDir)]));
    await step("worker", () => this.#worker());
  }

  async #migratedDatabase() {
    const { databaseUrl, dataDir, ports, temporaryData } = this.settings;
    if (!databaseUrl) {
      const folder = join(dataDir, "postgres");
      const options = { dataDir: folder, port: ports.database, throwaway: temporaryData };
      this.#database = await step("PostgreSQL", () => startEmbeddedPostgres(options));
      if (this.#database.dataDir !== folder)
        print(`    Its data is in ${this.#database.dataDir}, because its user can't access ${folder}.`);
      if (this.#stopping) throw new Error("stopped");
    }
    await writeEnvironmentFile(dataDir, this.#environment());
    await step("migrations", () => this.#script("migrate"));
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
      ...["--webhook-secret", this.secrets.webhookSecret],
      ...sellerOptions(product),
    ];
    const address = `http://127.0.0.1:${ports.stripe}/`;
    await step("local Stripe", () => this.#supervisor.keep(this.#command("stripe", args), () => responds(address)));
  }

  /** The local Stripe sends the same events as a production endpoint. An account that the environment names keeps its own. */
  #webhook(): string[] {
    const { stripeSecretKey, ports } = this.settings;
    return stripeSecretKey ? [] : ["--webhook", `http://127.0.0.1:${ports.web}/api/webhooks/stripe`];
  }

  async #mail() {
    const { smtpUrl, ports, dataDir } = this.settings;
    if (smtpUrl) return;
    const args = [
      ...["node_modules/maildev/bin/maildev", "--ip", "127.0.0.1", "--silent"],
      ...["--smtp", String(ports.smtp), "--web", String(ports.mail), "--mail-directory", join(dataDir, "mail")],
    ];
    const address = `http://127.0.0.1:${ports.mail}/email`;
    await step("mail catcher", () => this.#supervisor.keep(this.#command("mail", args), () => responds(address)));
  }

  async #build() {
    if (this.settings.mode === "development") return;
    const command = this.#command("build", ["node_modules/next/dist/bin/next", "build"]);
    await buildOnce(() => step("production build", () => this.#supervisor.run(command)));
  }

  #worker() {
    const command = this.#command(
      "worker",
      [...preloadServer, "worker/start.ts"],
      this.settings.mode === "development",
    );
    return this.#supervisor.keep(command, async () => true);
  }

  #web() {
    const { mode, ports } = this.settings;
    const program =
      mode === "development" ? ["node_modules/next/dist/bin/next", "dev"] : [...preloadServer, "server/start.ts"];
    const args = [...program, "--port", String(ports.web)];
    const address = `http://127.0.0.1:${ports.web}`;
    return this.#supervisor.keep(
      this.#command("web", args, mode === "development"),
      async () => (await responds(`${address}/`)) && (await responds(`${address}/api/health`)),
    );
  }

  #script(name: string, args: string[] = []) {
    return this.#supervisor.run(this.#command(name, [...preloadScript, `scripts/${name}.ts`, ...args]));
  }

  #command(name: string, args: string[], echo = false) {
    return { name, args, env: this.#environment(), logFile: join(this.settings.dataDir, "logs", `${name}.log`), echo };
  }

  #environment() {
    return environment(this.settings, this.secrets);
  }

  async #writeDemoFile(): Promise<DemoFile> {
    const file = demoFile(this.settings, await readJson(seedFile(this.settings.dataDir)));
    await writeDemoFile(this.settings.dataDir, file);
    return file;
  }
}
