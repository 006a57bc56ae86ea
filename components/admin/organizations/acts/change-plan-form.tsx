"use client";

import { skipToken, useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { confirmWords } from "@/components/billing/change/change-words";
import { PreviewPanel } from "@/components/billing/change/preview-panel";
import { IntervalChoice } from "@/components/billing/plan/interval-choice";
import type { PreviewState } from "@/components/billing/use-preview";
import { RadioCard, RadioGroup } from "@/components/ui/radio-group";
import { unreachable } from "@/lib/errors";
import { ActionForm } from "../../action-form";
import { ReasonField } from "../../reason-field";
import { changePlan, previewPlan } from "../actions";
import type { ActProps } from "./act-props";

type Outcome = Extract<Awaited<ReturnType<typeof changePlan>>, { ok: true }>["data"];

export function ChangePlanForm({ organization: { id }, offers, current, annualDiscountPercent, onDone }: ActProps) {
  const [plan, setPlan] = useState(current?.plan ?? "");
  const [interval, setInterval] = useState(current?.interval ?? "month");
  const same = plan === current?.plan && interval === current.interval;
  const { state, refresh } = usePlanPreview(id, same ? null : { plan, interval });
  const preview = state.state === "ready" ? state.preview : null;
  return (
    <ActionForm<{ reason: string }, Outcome>
      defaultValues={{ reason: "" }}
      action={async ({ reason }) => {
        const direction = preview?.effect === "period_end" ? "down" : "up";
        const result = await changePlan(id, { plan, interval, direction, quote: preview?.quote, reason });
        // The preview may be outdated, and an expired quote can't be confirmed again.
        if (!result.ok) refresh();
        return result;
      }}
      confirm={preview ? confirmWords(preview) : "Change plan"}
      disabled={!preview || preview.effect === "none"}
      success={outcomeText}
      onDone={onDone}
    >
      <IntervalChoice
        name="admin-interval"
        value={interval}
        onChange={setInterval}
        discountPercent={annualDiscountPercent}
      />
      <RadioGroup value={plan} onValueChange={setPlan} aria-label="Plan">
        {offers.map(({ key, name, prices }) => {
          const isCurrent = key === current?.plan;
          const price = isCurrent && interval === current.interval ? current : prices[interval];
          return (
            <RadioCard
              key={key}
              value={key}
              disabled={!price}
              title={
                <span className="flex flex-wrap justify-between gap-x-4">
                  <span>
                    {name}
                    {isCurrent && " · Current plan"}
                  </span>{" "}
                  <span className="font-mono tabular-nums">{price ? `${price.perMonth}/mo` : "Not sold"}</span>
                </span>
              }
            />
          );
        })}
      </RadioGroup>
      <PreviewPanel state={state} />
      <ReasonField />
    </ActionForm>
  );
}

type Wanted = Parameters<typeof previewPlan>[1];

/** Previews the change as Stripe would make it, again whenever another one is chosen. */
function usePlanPreview(organizationId: string, wanted: Wanted | null): { state: PreviewState; refresh: () => void } {
  const { data, error, isFetching, refetch } = useQuery({
    queryKey: ["admin preview", organizationId, wanted],
    queryFn: wanted ? () => previewPlan(organizationId, wanted) : skipToken,
    staleTime: 0,
    gcTime: 0,
  });
  const refresh = () => void refetch();
  if (wanted === null) return { state: { state: "idle" }, refresh };
  if (isFetching) return { state: { state: "loading" }, refresh };
  if (error) return { state: { state: "failed", message: error.message }, refresh };
  if (!data) return { state: { state: "loading" }, refresh };
  const state: PreviewState = data.ok
    ? { state: "ready", preview: data.data }
    : { state: "failed", message: data.error.message };
  return { state, refresh };
}

function outcomeText(outcome: Outcome): string {
  switch (outcome.outcome) {
    case "changed":
      return "Plan changed";
    case "unchanged":
      return "Nothing changed";
    case "undone":
      return "Scheduled change discarded";
    case "scheduled":
      return "Change scheduled for the end of the period";
    case "awaiting_payment":
      return "The customer's payment failed. They have to pay the invoice for the change to take effect.";
    default:
      return unreachable(outcome);
  }
}
