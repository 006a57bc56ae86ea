"use server";

import { refresh } from "next/cache";
import { z } from "zod";
import { type ActionResult, answer } from "@/lib/action";
import { catalog } from "@/lib/catalog";
import { notFound } from "@/lib/errors";
import { parseInput } from "@/lib/parse-input";
import { asMember, type Member, type MemberOptions } from "@/lib/tenancy";
import {
  addChunk,
  eraseVisitor,
  removeModel,
  removeRoiAlert,
  revokeReport,
  saveSettings,
  saveSpend,
  setRoiAlert,
  shareReport,
  shareSchema,
  startImport,
  startRun,
} from "@/products/origin/domain";
import { roiAlertChannelSchema, roiAlertSchema } from "../domain/alerts/roi-alert-input";
import { idSchema } from "../domain/data/names";
import { chunkSchema, newImportSchema, previewSchema } from "../domain/import/import-input";
import { previewOf } from "../domain/import/rows";
import { modelNames } from "../domain/runs/models";
import { runSchema } from "../domain/runs/run-input";
import { settingsSchema } from "../domain/settings-input";
import { spendSchema } from "../domain/spend/spend-input";
import { analysts, managers } from "./permissions";

/** Runs a verb for the signed-in member, then refreshes the page. A deployment that sells another product has no such action. */
function change<T>(options: MemberOptions, work: (member: Member) => Promise<T>): Promise<ActionResult<T>> {
  return answer(async () => {
    const result = await asMember({ ...options, need: "write", supportSession: true }, async (member) => {
      if (catalog.product !== "origin") throw notFound("action");
      return work(member);
    });
    refresh();
    return result;
  });
}

export async function createRun(organization: string, input: unknown) {
  return change({ organization, roles: analysts }, (ctx) => startRun(ctx, parseInput(runSchema, input)));
}

const modelSchema = z.strictObject({ model: z.enum(modelNames) });

export async function stopModel(organization: string, input: unknown) {
  return change({ organization, roles: analysts }, (ctx) => removeModel(ctx, parseInput(modelSchema, input).model));
}

export async function previewFile(organization: string, input: unknown) {
  return change({ organization, roles: analysts }, async () => {
    const { kind, head } = parseInput(previewSchema, input);
    return previewOf(kind, head);
  });
}

export async function beginImport(organization: string, input: unknown) {
  return change({ organization, roles: analysts }, (ctx) => startImport(ctx, parseInput(newImportSchema, input)));
}

export async function sendChunk(organization: string, input: unknown) {
  return change({ organization, roles: analysts }, (ctx) => addChunk(ctx, parseInput(chunkSchema, input)));
}

export async function addSpend(organization: string, input: unknown) {
  return change({ organization, roles: analysts }, (ctx) => saveSpend(ctx, parseInput(spendSchema, input)));
}

export async function saveReportSettings(organization: string, input: unknown) {
  return change({ organization, roles: managers }, (ctx) => saveSettings(ctx, parseInput(settingsSchema, input)));
}

export async function share(organization: string, input: unknown) {
  return change({ organization, roles: managers }, (ctx) => shareReport(ctx, parseInput(shareSchema, input)));
}

const reportSchema = z.strictObject({ reportId: z.uuid() });

export async function stopSharing(organization: string, input: unknown) {
  return change({ organization, roles: managers }, (ctx) =>
    revokeReport(ctx, parseInput(reportSchema, input).reportId),
  );
}

export async function setAlert(organization: string, input: unknown) {
  return change({ organization, roles: managers }, (ctx) => setRoiAlert(ctx, parseInput(roiAlertSchema, input)));
}

export async function removeAlert(organization: string, input: unknown) {
  return change({ organization, roles: managers }, (ctx) =>
    removeRoiAlert(ctx, parseInput(roiAlertChannelSchema, input).channel),
  );
}

const visitorSchema = z.strictObject({ visitor: idSchema });

export async function erase(organization: string, input: unknown) {
  return change({ organization, roles: managers }, (ctx) => eraseVisitor(ctx, parseInput(visitorSchema, input)));
}
