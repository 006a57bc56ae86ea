import { describe, expect, it } from "vitest";
import { addDays } from "@/lib/durations";
import { saveAssumptions, valueReport } from "@/products/leadflow/domain";
import { auditOf } from "@/testing/audit";
import { inOrganization, newOrganization } from "@/testing/factories";
import { defaultAssumptions } from "./assumptions";

const given = { minutesPerEmail: 1.5, minutesPerReply: 6, hourlyRate: 38 };
const stored = { secondsPerEmail: 90, secondsPerReply: 360, hourlyRate: 3_800 };

describe("the assumptions of the value report", () => {
  it("are guesses until the organization saves its own, which it can change, and no other one sees", async () => {
    const [own, other] = [await newOrganization(), await newOrganization()];
    const read = (id: string) => inOrganization(id, valueReport);
    expect(await read(own.id)).toMatchObject({ assumptions: defaultAssumptions, isOwn: false });
    await inOrganization(own.id, (ctx) => saveAssumptions(ctx, { ...given, hourlyRate: 1 }));
    await inOrganization(own.id, (ctx) => saveAssumptions(ctx, given));
    expect(await read(own.id)).toMatchObject({ assumptions: stored, isOwn: true });
    expect(await read(other.id)).toMatchObject({ assumptions: defaultAssumptions, isOwn: false });
    expect((await auditOf(own.id)).map(({ action }) => action)).toEqual(["assumptions.changed", "assumptions.changed"]);
  });

  it("can't be changed after the trial", async () => {
    const { id } = await newOrganization({ createdAt: addDays(new Date(), -30) });
    await expect(inOrganization(id, (ctx) => saveAssumptions(ctx, given))).rejects.toMatchObject({ code: "read_only" });
  });
});
