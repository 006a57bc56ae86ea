import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "@playwright/test";

export type ProgramState = {
  waiting: number;
  processed: number;
  leads: number;
  unreported: Record<string, number>;
  pause: { reason: string; message: string; upgradeUrl: string | null } | null;
};

/** The program beside a mailbox, as a customer runs it: it gets an address, a key and a folder. */
export class Program {
  readonly folder = mkdtempSync(join(tmpdir(), "leadflow-mail-"));
  private child: ChildProcess | undefined;
  private url = "";
  private printed = "";
  private arrived = 0;

  constructor(private readonly environment: Record<string, string>) {}

  async start(): Promise<void> {
    this.printed = "";
    this.child = spawn(process.execPath, ["--import", "tsx", "src/main.ts"], {
      cwd: "examples/leadflow",
      env: {
        ...process.env,
        ...this.environment,
        MAIL_FOLDER: this.folder,
        DATABASE: join(this.folder, "leadflow.sqlite"),
        PORT: "0",
        WATCH_EVERY_MS: "200",
        RECHECK_EVERY_MS: "500",
        REPORT_EVERY_MS: "200",
      },
      stdio: ["ignore", "ignore", "pipe"],
    });
    this.child.stderr?.on("data", (text: Buffer) => {
      this.printed += text.toString();
    });
    await expect(() => {
      const [, url] = /Leads are on (\S+)/.exec(this.printed) ?? [];
      expect(url, this.printed).toBeDefined();
      this.url = url ?? "";
    }).toPass({ timeout: 30_000 });
  }

  /** One email from another person each. */
  receive(count: number): void {
    for (const last = this.arrived + count; this.arrived < last; ) {
      this.arrived += 1;
      const person = `person${this.arrived}`;
      writeFileSync(
        join(this.folder, `${String(this.arrived).padStart(3, "0")}.eml`),
        `Message-ID: <${person}@mail.example>\r\nFrom: ${person} <${person}@company${this.arrived}.example>\r\nSubject: Quote for a new roof\r\n\r\nHow much would it cost? Phone: 503-555-01${String(this.arrived).padStart(2, "0")}\r\n`,
      );
    }
  }

  async state(): Promise<ProgramState> {
    return (await fetch(`${this.url}/state.json`)).json();
  }

  /** Waits until `is` what the program shows, and everything is reported. */
  async shows(is: { readonly [Key in keyof ProgramState]?: unknown }): Promise<void> {
    const unreported = { emails_processed: 0, leads_created: 0, ai_responses: 0 };
    await expect(async () => expect(await this.state(), this.printed).toMatchObject({ unreported, ...is })).toPass({
      timeout: 60_000,
      intervals: [200],
    });
  }

  /** Like a power cut. */
  async kill(): Promise<void> {
    if (!this.child) return;
    const ended = once(this.child, "exit");
    this.child.kill("SIGKILL");
    await ended;
  }

  async end(): Promise<void> {
    await this.kill();
    rmSync(this.folder, { recursive: true, force: true });
  }
}
