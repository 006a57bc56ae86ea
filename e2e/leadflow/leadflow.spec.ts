import { execFileSync } from "node:child_process";
import postgres from "postgres";
import { cards, payByCard } from "../support/card";
import { expectMails } from "../support/mailbox";
import { signIn } from "../support/sign-in";
import { environment, stack } from "../support/stack";
import { sweep } from "../support/sweep";
import { expect, test } from "../support/test";
import { Program } from "./program";

let program: Program | undefined;
test.afterAll(() => program?.end());

/** Ends the server that answers the API, as a crash would. The stack starts another one. */
function killServer(): void {
  const children = execFileSync("ps", ["-o", "pid=,args=", "--ppid", String(stack().processId)], { encoding: "utf8" });
  const [server] = children.split("\n").filter((line) => line.includes("server/start.ts"));
  process.kill(Number(server?.trim().split(" ")[0]), "SIGKILL");
}

/** How often each meter was counted for the organization since the program runs. */
async function counted(organizationId: string, since: Date): Promise<Record<string, number>> {
  const sql = postgres(environment().DATABASE_URL ?? "", { max: 1, onnotice: () => undefined });
  const rows = await sql`
    select meter, sum(amount)::int as amount from usage_events
    where organization_id = ${organizationId} and recorded_at >= ${since} group by meter`;
  await sql.end();
  return Object.fromEntries(rows.map(({ meter, amount }) => [meter, amount]));
}

test("sixty emails become sixty leads, through a kill of either side, a limit and an upgrade", async ({ page }) => {
  test.setTimeout(240_000);
  const { trialing } = stack().signIns;
  const organizationId = trialing.organizationId ?? "";
  const since = new Date();
  const running = new Program({
    GATEHOUSE_URL: stack().url,
    GATEHOUSE_KEY: stack().platformKey,
    LEADFLOW_ORGANIZATION: organizationId,
  });
  program = running;
  await running.start();

  await test.step("emails are counted, and at 80% of the leads a warning is sent", async () => {
    running.receive(30);
    await running.shows({ processed: 30, leads: 30, waiting: 0, pause: null });
    // The sample data used 14 of 50 leads.
    await expectMails(trialing.email, /^Leads:/, [/^Leads: 8\d% used/]);
    await signIn(page, trialing);
    await page.goto("/usage");
    await expect(page.getByText("44 of 50 leads").first()).toBeVisible();
    await page.goto("/connect");
    await expect(page.getByText("Last report:")).toBeVisible();
  });

  await test.step("a kill of the program and of Gatehouse loses nothing, and a limit pauses the work", async () => {
    // An open page would complain about the server that is gone.
    await page.goto("about:blank");
    running.receive(20);
    await running.kill();
    killServer();
    await running.start();
    running.receive(10);
    await running.shows({ leads: 41, waiting: 19, pause: expect.objectContaining({ reason: "limit" }) });
    expect((await running.state()).pause?.upgradeUrl).toBe(`${stack().url}/billing`);
    expect(await counted(organizationId, since)).toEqual({
      emails_processed: 41,
      leads_created: 41,
      ai_responses: 41,
    });
  });

  await test.step("after an upgrade in the browser, the rest is processed", async () => {
    await page.goto("/billing?plan=team#plans");
    await page.getByRole("button", { name: "Choose Team" }).click();
    await payByCard(page, cards.pays);
    await expect(page.getByText("Welcome to Team!")).toBeVisible();
    await running.shows({ processed: 60, leads: 60, waiting: 0, pause: null });
    expect(await counted(organizationId, since)).toEqual({
      emails_processed: 60,
      leads_created: 60,
      ai_responses: 60,
    });
  });

  await test.step("the value page and the statement show it", async () => {
    await page.goto("/value");
    await expect(page.getByRole("heading", { name: "Value" })).toBeVisible();
    await expect(page.getByText("Cost per lead")).toBeVisible();
    await page.getByLabel("Minutes per email").fill("4");
    await page.getByRole("button", { name: "Save" }).click();
    await expect(page.getByText("Assumptions saved.")).toBeVisible();
    await page.goto("/billing/statement");
    await expect(page.getByText("$79.00").first()).toBeVisible();
  });

  await test.step("its own pages fit every screen and are accessible", async () => {
    for (const path of ["/", "/pricing", "/dashboard", "/value", "/connect"]) await sweep(page, "leadflow", path);
  });
});
