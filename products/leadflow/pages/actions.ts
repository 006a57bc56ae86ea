"use server";

import { refresh } from "next/cache";
import { answer } from "@/lib/action";
import { parseInput } from "@/lib/parse-input";
import { asMember } from "@/lib/tenancy";
import { saveAssumptions } from "@/products/leadflow/domain";
import { assumptionsSchema } from "@/products/leadflow/domain/assumptions";
import { assumptionWriters } from "./permissions";

export async function changeAssumptions(organization: string, input: unknown) {
  return answer(async () => {
    await asMember({ organization, roles: assumptionWriters, need: "write", supportSession: true }, (member) =>
      saveAssumptions(member, parseInput(assumptionsSchema, input)),
    );
    refresh();
  });
}
