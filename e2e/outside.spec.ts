import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import { cards, payByCard } from "./support/card";
import { signUp } from "./support/sign-up";
import { stack } from "./support/stack";
import { expect, test } from "./support/test";

type Step = { step: string; counted?: number; status?: number; code?: string; upgradeUrl?: string; limit?: unknown };

/** A separate program that only has the URL, a platform key and the API document. */
class Program {
  readonly steps: Step[] = [];
  private readonly child: ChildProcess;
  private readonly ended: Promise<unknown[]>;
  private errorOutput = "";

  constructor(command: string, args: string[]) {
    this.child = spawn(command, args, { env: { ...process.env, GATEHOUSE_KEY: stack().platformKey } });
    this.ended = once(this.child, "exit");
    this.child.stderr?.on("data", (data: Buffer) => {
      this.errorOutput += data.toString("utf8");
    });
    if (this.child.stdout) {
      createInterface({ input: this.child.stdout }).on("line", (line) => this.steps.push(JSON.parse(line)));
    }
  }

  /** Waits until the program reports a step. */
  async reached(step: string): Promise<Step> {
    await expect(() =>
      expect(
        this.steps.find((one) => one.step === step),
        this.errorOutput,
      ).toBeDefined(),
    ).toPass({
      timeout: 60_000,
    });
    return this.steps.find((one) => one.step === step) ?? { step };
  }

  async end(): Promise<unknown> {
    const [code] = await this.ended;
    expect(this.errorOutput).toBe("");
    return code;
  }

  kill(): void {
    this.child.kill();
  }
}

const hasPython = spawnSync("python3", ["--version"]).status === 0;

/** Two programs, in two languages, report usage for one organization until its limit, and continue after an upgrade. */
test("separate programs report usage with the API document alone, through a 402 and a plan change", async ({
  page,
}) => {
  test.setTimeout(240_000);
  const { company } = await signUp(page, "starter");
  const { organization } = await (await page.request.get("/api/v1/usage/current")).json();
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
    const { meters } = await (await page.request.get("/api/v1/usage/current")).json();
    const { used } = meters.find(({ meter }: { meter: string }) => meter === "work_orders");
    // The purchase starts a new usage period. The 220 were in the trial's.
    expect(used, company).toBe(programs.length * 10);
  } finally {
    for (const program of programs) program.kill();
  }
});
