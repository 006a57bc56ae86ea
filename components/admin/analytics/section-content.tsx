import type { ReactNode } from "react";
import type { Context } from "@/lib/context";
import {
  churnMetrics,
  cohortMetrics,
  conversionMetrics,
  funnelMetrics,
  growthMetrics,
  movementMetrics,
  paymentMetrics,
  planMixMetrics,
  projectionMetrics,
} from "@/lib/metrics";
import type { Basis } from "@/lib/metrics/page/types";
import { limitViolations, topOrganizations } from "@/lib/usage";
import { ChurnView } from "./churn/churn-view";
import { ForecastView } from "./forecast/forecast-view";
import { FunnelView } from "./funnel/funnel-view";
import { GrowthView } from "./growth/growth-view";
import { lastMonths, monthsShown } from "./last-months";
import type { AnalyticsSection } from "./paths";
import { PaymentView } from "./payments/payment-view";
import { MixView } from "./plans/mix-view";
import { CohortView } from "./retention/cohort-view";
import { RevenueView } from "./revenue/revenue-view";
import type { SectionInput } from "./section-input";
import { UsageView } from "./usage/usage-view";

/** Those furthest above their limit; the file has all of them. */
const violationsShown = 15;

/** Reads and shows one section of the analytics. `ctx` has the platform role. */
export async function sectionContent(
  ctx: Context,
  section: AnalyticsSection,
  input: SectionInput,
): Promise<{ basis: Basis | null; content: ReactNode }> {
  const { filter } = input;
  switch (section) {
    case "growth": {
      const metrics = await growthMetrics(ctx, { ...filter, range: input.range });
      return { basis: metrics, content: <GrowthView metrics={metrics} filter={filter} /> };
    }
    case "revenue": {
      const metrics = await movementMetrics(ctx, { ...filter, ...lastMonths(ctx.now, monthsShown) });
      return { basis: metrics, content: <RevenueView metrics={metrics} month={input.month} filter={filter} /> };
    }
    case "retention": {
      const metrics = await cohortMetrics(ctx, { ...filter, months: monthsShown });
      return { basis: metrics, content: <CohortView metrics={metrics} unit={input.show} filter={filter} /> };
    }
    case "churn": {
      const metrics = await churnMetrics(ctx, filter);
      const { retention } = await movementMetrics(ctx, filter);
      return { basis: metrics, content: <ChurnView metrics={metrics} retention={retention} filter={filter} /> };
    }
    case "funnel": {
      const funnel = await funnelMetrics(ctx, filter);
      const conversion = await conversionMetrics(ctx, filter);
      return { basis: funnel, content: <FunnelView funnel={funnel} conversion={conversion} filter={filter} /> };
    }
    case "plans": {
      const metrics = await planMixMetrics(ctx, { ...filter, dimension: input.dimension, months: monthsShown });
      return { basis: metrics, content: <MixView metrics={metrics} filter={filter} /> };
    }
    case "payments": {
      const metrics = await paymentMetrics(ctx, filter);
      return { basis: metrics, content: <PaymentView metrics={metrics} filter={filter} /> };
    }
    case "usage": {
      const top = await topOrganizations(ctx);
      const violations = await limitViolations(ctx, { limit: violationsShown });
      return { basis: null, content: <UsageView top={top} violations={violations} filter={filter} /> };
    }
    case "forecast": {
      const metrics = await projectionMetrics(ctx, filter);
      return { basis: metrics, content: <ForecastView metrics={metrics} filter={filter} /> };
    }
    default:
      return section satisfies never;
  }
}
