import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import { cards, payByCard } from "./support/card";
import { headersOf, organizationOf } from "./support/organization";
import { signUp } from "./support/sign-up";
import { stack } from "./support/stack";
import { expect, test } from "./support/test";

type Step = { step: string; counted?: number; status?: number; code?: string; upgradeUrl?: string; limit?: unknown };

/** A customer's program: it knows the address, the key and the OpenAPI document, and nothing else. */
class Program {
  readonly steps: Step[] = [];
  private readonly child: ChildProcess;
  private readonly ended: Promise<unknown[]>;
  private complaint = "";

  constructor(command: string, args: string[]) {
    this.child = spawn(command, args, { env: { ...process.env, GATEHOUSE_KEY: stack().platformKey } });
    this.ended = once(this.child, "exit");
    this.child.stderr?.on("data", (data: Buffer) => {
      this.complaint += data.toString("utf8");
    });
    if (this.child.stdout) {
      createInterface({ input: this.child.stdout }).on("line", (line) => this.steps.push(JSON.parse(line)));
    }
  }

  /** Waits until the program reports the step of that name. */
  async reached(step: string): Promise<Step> {
    await expect(() =>
      expect(
        this.steps.find((said) => said.step === step),
        this.complaint,
      ).toBeDefined(),
    ).toPass({
      timeout: 60_000,
    });
    return this.steps.find((said) => said.step === step) ?? { step };
  }

  async end(): Promise<unknown> {
    const [code] = await this.ended;
    expect(this.complaint).toBe("");
    return code;
  }

  kill(): void {
    this.child.kill();
  }
}

const hasPython = spawnSync("python3", ["--version"]).status === 0;

/** Two programs, in two languages, report for one organization. They are stopped and continue together. */
test("programs that know only the OpenAPI document report usage through a 402 and a plan change", async ({ page }) => {
  test.setTimeout(240_000);
  const { company } = await signUp(page, "starter");
  const organization = await organizationOf(page);
  const args = (script: string) => [`e2e/outside/${script}`, stack().url, organization, "work_orders", "10"];
  const programs = [
    new Program(process.execPath, args("report.mjs")),
    ...(hasPython ? [new Program("python3", args("report.py"))] : []),
  ];
  try {
    const stops = await Promise.all(programs.map((program) => program.reached("stopped")));
    for (const stop of stops) expect(stop).toMatchObject({ status: 402, code: "limit_reached" });
    expect(stops.reduce((sum, { counted = 0 }) => sum + counted, 0)).toBe(220);

    await page.goto(stops[0]?.upgradeUrl ?? "");
    await page.getByRole("button", { name: "Choose Professional" }).click();
    await payByCard(page, cards.pays);
    await expect(page.getByText("Welcome to Professional!")).toBeVisible();

    const ends = await Promise.all(programs.map((program) => program.reached("finished")));
    for (const end of ends) expect(end.limit).toBe(5_000);
    expect(await Promise.all(programs.map((program) => program.end()))).toEqual(programs.map(() => 0));
    const { meters } = await (
      await page.request.get("/api/v1/usage/current", { headers: await headersOf(page) })
    ).json();
    const { used } = meters.find(({ meter }: { meter: string }) => meter === "work_orders");
    // The purchase starts a new usage period. The 220 belong to the trial's.
    expect(used, company).toBe(programs.length * 10);
  } finally {
    for (const program of programs) program.kill();
  }
});
