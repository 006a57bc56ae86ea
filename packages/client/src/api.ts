// Generated from the API's declarations. Run `npm run api:types` after changing one.

export interface paths {
    "/api/v1/usage/track": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Track usage
         * @description One event, or up to 1,000 as `{"events": […]}`, for any organizations. An idempotency key makes retries safe for at least 35 days: you get the first response again, and a different body with the same key gets a 409. A batch gets a 200 with one result per event, even if some are refused or malformed.
         */
        post: operations["trackUsage"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/usage/reserve": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Reserve usage
         * @description Counts against the limit until it is committed or released, or expires.
         */
        post: operations["reserveUsage"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/usage/reservations/{id}/commit": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Commit reservation
         * @description Counts the amount and frees the rest. Committing again returns the first response.
         */
        post: operations["commitReservation"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/usage/reservations/{id}/release": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Release reservation
         * @description Frees the whole amount.
         */
        post: operations["releaseReservation"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/usage/gauges": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Set gauge
         * @description Saved even if it's over the limit. Call `features/check` before you create something. A gauge that the application measures itself, such as `users`, gets a 409.
         */
        post: operations["setGauge"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/usage/current": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Get current usage */
        get: operations["getUsage"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/usage/limits": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List limits
         * @description Every limit and where it comes from: plan, add-ons and overrides.
         */
        get: operations["listLimits"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/subscription/usage": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get subscription usage
         * @description Same as `usage/current`.
         */
        get: operations["getSubscriptionUsage"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/subscription/limits/check": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Check limit
         * @description A "no" is a 200 response, not an error.
         */
        get: operations["checkLimit"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/features/available": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List features
         * @description Every feature, whether the organization has it, and which plans include it.
         */
        get: operations["listFeatures"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/features/check": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Check entitlement
         * @description Whether the organization has a feature, or could use that much more of a meter. A "no" is a 200 response that says why, not an error.
         */
        post: operations["checkEntitlement"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/credits": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get credits
         * @description What pays for usage beyond the limits before it is overage or refused.
         */
        get: operations["getCredits"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/credits/ledger": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List credit ledger */
        get: operations["listCreditLedger"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/admin/organizations": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List organizations
         * @description Newest first, unless sorted otherwise.
         */
        get: operations["listOrganizations"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/admin/organizations/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get organization
         * @description An organization with its subscription, usage against limits, overrides and members.
         */
        get: operations["getOrganization"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/admin/subscriptions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List subscriptions
         * @description Every organization's subscription as last synced from Stripe, canceled ones included.
         */
        get: operations["listSubscriptions"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/sign-up-links": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Create sign-up link
         * @description A link to the sign-up page whose new organization gets this external ID, so your systems can report its usage from the first minute. The ID is signed: a visitor can't change it. The link works for 30 days and for one organization. If the ID is taken by the time someone signs up, the organization is created without an ID and you get an alert.
         */
        post: operations["createSignUpLink"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/admin/metrics": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get metrics
         * @description MRR and everything derived from it, each with its definition. Every revenue figure is a sum over movements of monthly recurring revenue.
         */
        get: operations["getMetrics"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/admin/metrics/growth": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get growth
         * @description Sign-ups, paying organizations, trials and MRR, by day up to 90 days and by month beyond.
         */
        get: operations["getGrowth"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/admin/metrics/movements": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get MRR movements
         * @description The waterfall and the retention of each month.
         */
        get: operations["getMovements"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/admin/metrics/cohorts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get cohorts
         * @description The retention of the organizations that first paid in a month, month by month.
         */
        get: operations["getCohorts"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/admin/metrics/churn": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get churn
         * @description Who left, by reason, cause, plan and time since the first payment, and each month's churn rates.
         */
        get: operations["getChurn"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/admin/metrics/funnel": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get funnel
         * @description How far organizations that signed up in these months have come, and where they came from.
         */
        get: operations["getFunnel"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/admin/metrics/plan-mix": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get plan mix
         * @description MRR and paying organizations by plan, or by another property. A segment doesn't apply.
         */
        get: operations["getPlanMix"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/admin/metrics/conversion": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get trial conversion
         * @description Of the trials started in a month, those that converted, whenever they did. Counts only, no amounts.
         */
        get: operations["getConversion"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/admin/metrics/payments": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get payments
         * @description Invoices by the month they were charged in, and whether they were paid.
         */
        get: operations["getPayments"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/admin/metrics/projection": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get MRR projection
         * @description MRR for the next 12 months, with its range and its method.
         */
        get: operations["getProjection"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/admin/usage/top-organizations": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List top organizations
         * @description The organizations with the most usage of each meter in their current period.
         */
        get: operations["listTopOrganizations"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/admin/usage/violations": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List limit violations
         * @description Organizations at or near a limit, which may need a larger plan.
         */
        get: operations["listLimitViolations"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/admin/audit-logs": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List audit logs
         * @description Who did what in all organizations, newest first. Sign-ins and refusals are included.
         */
        get: operations["listAuditLogs"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/admin/search": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Search
         * @description The best matches among organizations, members and invoices, up to six each.
         */
        get: operations["searchPlatform"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/admin/jobs": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List job queues */
        get: operations["listJobs"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/admin/reconciliation": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List reconciliation runs
         * @description The latest, newest first.
         */
        get: operations["listReconciliations"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/admin/exports": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List nightly exports
         * @description All organizations, subscriptions, items, invoices, movements and usage, written every night as CSV and NDJSON (gzip) for a data warehouse. The last 14 nights, newest first; empty while `EXPORT_DIR` isn't set.
         */
        get: operations["listExports"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
}
export type webhooks = Record<string, never>;
export interface components {
    schemas: {
        UsageEvent: {
            /** @description The organization's ID, or your own `externalId`. */
            organization: string;
            /** @description A counter of the catalog. */
            meter: string;
            /**
             * @description Whole units.
             * @default 1
             */
            amount?: number;
            /** @description Makes retries safe: events with the same key count once. */
            idempotencyKey?: string;
            /**
             * Format: date-time
             * @description When it happened: at most 35 days in the past and 5 minutes in the future. Defaults to now.
             */
            timestamp?: string;
            /** @description What to break usage down by, such as a plant or a team. At most 20. */
            properties?: {
                [key: string]: string | number | boolean;
            };
        };
        EventResult: {
            /** @enum {string} */
            status: "accepted" | "duplicate";
            /** @description The idempotency key was used before. This is the first result again, and nothing was counted. */
            duplicate: boolean;
            /** @description The event's ID. */
            id: string;
            /** @description Gatehouse's ID of the organization. */
            organization: string;
            meter: string;
            amount: number;
            /** @description Usage in this period, including this event. */
            used: number;
            /** @description How many of its units credits paid for. Left out if none. */
            credited?: number;
            /** @description Units, or `unlimited`. */
            limit: number | "unlimited";
            /** @description The most this period can reach. */
            hardLimit: number | "unlimited";
            /**
             * @description Which threshold the meter has passed.
             * @enum {string}
             */
            state: "ok" | "warning" | "critical" | "grace" | "credits" | "overage" | "stopped" | "not_included";
            graceEndsAt: string | null;
            /**
             * Format: date-time
             * @description ISO 8601, UTC.
             */
            resetsAt: string;
        };
        /** @description One result per event, in the order of the request. */
        BatchResult: {
            accepted: number;
            duplicates: number;
            refused: number;
            results: ({
                /** @description Position of the event in the request. */
                index: number;
                /** @constant */
                status: "accepted";
                /** @description The idempotency key was used before. This is the first result again, and nothing was counted. */
                duplicate: boolean;
                /** @description The event's ID. */
                id: string;
                /** @description Gatehouse's ID of the organization. */
                organization: string;
                meter: string;
                amount: number;
                /** @description Usage in this period, including this event. */
                used: number;
                /** @description How many of its units credits paid for. Left out if none. */
                credited?: number;
                /** @description Units, or `unlimited`. */
                limit: number | "unlimited";
                /** @description The most this period can reach. */
                hardLimit: number | "unlimited";
                /**
                 * @description Which threshold the meter has passed.
                 * @enum {string}
                 */
                state: "ok" | "warning" | "critical" | "grace" | "credits" | "overage" | "stopped" | "not_included";
                graceEndsAt: string | null;
                /**
                 * Format: date-time
                 * @description ISO 8601, UTC.
                 */
                resetsAt: string;
            } | {
                /** @description Position of the event in the request. */
                index: number;
                /** @constant */
                status: "duplicate";
                /** @description The idempotency key was used before. This is the first result again, and nothing was counted. */
                duplicate: boolean;
                /** @description The event's ID. */
                id: string;
                /** @description Gatehouse's ID of the organization. */
                organization: string;
                meter: string;
                amount: number;
                /** @description Usage in this period, including this event. */
                used: number;
                /** @description How many of its units credits paid for. Left out if none. */
                credited?: number;
                /** @description Units, or `unlimited`. */
                limit: number | "unlimited";
                /** @description The most this period can reach. */
                hardLimit: number | "unlimited";
                /**
                 * @description Which threshold the meter has passed.
                 * @enum {string}
                 */
                state: "ok" | "warning" | "critical" | "grace" | "credits" | "overage" | "stopped" | "not_included";
                graceEndsAt: string | null;
                /**
                 * Format: date-time
                 * @description ISO 8601, UTC.
                 */
                resetsAt: string;
            } | {
                /** @description Position of the event in the request. */
                index: number;
                /** @constant */
                status: "refused";
                problem: components["schemas"]["Problem"];
            })[];
        };
        /** @description An error, as `application/problem+json` (RFC 9457). */
        Problem: {
            /** @description A URI that identifies the problem type; `about:blank` where `code` is enough. */
            type: string;
            /** @description What happened and what to do next, for people. */
            title: string;
            status: number;
            /** @description Stable: use it in programs. */
            code: string;
            /** @description The request's ID, as in the header `X-Request-Id`: name it when you ask for support. */
            requestId?: string;
        } & {
            [key: string]: unknown;
        };
        /** @description The amount wasn't counted: the rule, the numbers, and what would raise the limit. */
        LimitReached: {
            /** @description A URI that identifies the problem type; `about:blank` where `code` is enough. */
            type: string;
            /** @description What happened and what to do next, for people. */
            title: string;
            status: number;
            /** @description Stable: use it in programs. */
            code: string;
            /** @description The request's ID, as in the header `X-Request-Id`: name it when you ask for support. */
            requestId?: string;
            meter: string;
            /** @enum {string} */
            rule: "not_included" | "hard_limit" | "grace_over" | "level_full";
            amount: number;
            used: number;
            /** @description Units of `used` that credits paid for. */
            credited: number;
            /** @description How many more units credits can pay for: fewer than the amount needs. */
            credits: number;
            /** @description Units, or `unlimited`. */
            limit: number | "unlimited";
            /** @description Units, or `unlimited`. */
            hardLimit: number | "unlimited";
            since: string | null;
            graceEndsAt: string | null;
            resetsAt: string | null;
            plan: string;
            upgradeUrl: string;
            liftedBy: ({
                /** @enum {string} */
                kind: "plan" | "add_on";
                key: string;
                name: string;
                /** @description Units, or `unlimited`. */
                limit: number | "unlimited";
            } & {
                [key: string]: unknown;
            })[];
            explanation: string;
        } & {
            [key: string]: unknown;
        };
        Reservation: {
            id: string;
            /** @description Gatehouse's ID of the organization. */
            organization: string;
            meter: string;
            /** @enum {string} */
            state: "held" | "committed" | "released" | "expired";
            amount: number;
            committed: number | null;
            /**
             * Format: date-time
             * @description ISO 8601, UTC.
             */
            expiresAt: string;
        };
        GaugeLevel: {
            /** @description Gatehouse's ID of the organization. */
            organization: string;
            meter: string;
            level: number;
            before: number;
            /** @description Units, or `unlimited`. */
            limit: number | "unlimited";
            /**
             * @description Which threshold the meter has passed.
             * @enum {string}
             */
            state: "ok" | "warning" | "critical" | "grace" | "credits" | "overage" | "stopped" | "not_included";
        };
        CurrentUsage: {
            /** @description Gatehouse's ID of the organization. */
            organization: string;
            plan: string;
            /**
             * @description The organization's overall access.
             * @enum {string}
             */
            access: "full" | "grace" | "read_only" | "blocked";
            period: {
                /**
                 * Format: date-time
                 * @description ISO 8601, UTC.
                 */
                start: string;
                /**
                 * Format: date-time
                 * @description ISO 8601, UTC.
                 */
                end: string;
            };
            meters: {
                meter: string;
                name: string;
                /** @enum {string} */
                kind: "counter" | "gauge";
                used: number;
                /** @description Units of `used` that credits paid for. The limit doesn't count them. */
                credited: number;
                /** @description How many more units beyond the limit credits can pay for. */
                credits: number;
                /** @description Units, or `unlimited`. */
                limit: number | "unlimited";
                /** @description Units, or `unlimited`. */
                hardLimit: number | "unlimited";
                /**
                 * @description Which threshold the meter has passed.
                 * @enum {string}
                 */
                state: "ok" | "warning" | "critical" | "grace" | "credits" | "overage" | "stopped" | "not_included";
                /** @description Overage units so far and their cost; null if the plan has no overage. */
                beyond: {
                    units: number;
                    /** @description Minor units of the currency, such as cents. */
                    amount: number;
                } | null;
                graceEndsAt: string | null;
                resetsAt: string | null;
            }[];
        };
        Limits: {
            /** @description Gatehouse's ID of the organization. */
            organization: string;
            plan: string;
            /**
             * @description The organization's overall access.
             * @enum {string}
             */
            access: "full" | "grace" | "read_only" | "blocked";
            limits: {
                meter: string;
                name: string;
                /** @enum {string} */
                kind: "counter" | "gauge";
                /** @description Units, or `unlimited`. */
                limit: number | "unlimited";
                /** @description Units, or `unlimited`. */
                hardLimit: number | "unlimited";
                overage: {
                    /** @description minor units, with up to 12 decimal places */
                    unitAmount: number;
                    tiers?: {
                        upTo: number | null;
                        /**
                         * @description minor units, with up to 12 decimal places
                         * @default 0
                         */
                        unitAmount: number;
                        /**
                         * @description minor units
                         * @default 0
                         */
                        flatAmount: number;
                    }[];
                    /** @enum {string} */
                    tiersMode?: "graduated" | "volume";
                    otherCurrencies?: {
                        [key: string]: number | {
                            upTo: number | null;
                            /**
                             * @description minor units, with up to 12 decimal places
                             * @default 0
                             */
                            unitAmount: number;
                            /**
                             * @description minor units
                             * @default 0
                             */
                            flatAmount: number;
                        }[];
                    };
                    per: number;
                    version?: number;
                } | null;
                because: {
                    /** @enum {string} */
                    source: "plan" | "fallback" | "add_on" | "override" | "access";
                    value: (number | "unlimited") | boolean | ("full" | "grace" | "read_only" | "blocked");
                    because: string;
                    until: string | null;
                }[];
            }[];
        };
        /** @description Whether the amount would be accepted; if not, the error it would get. */
        LimitCheck: {
            allowed: boolean;
            amount: number;
            meter: string;
            name: string;
            /** @enum {string} */
            kind: "counter" | "gauge";
            used: number;
            /** @description Units of `used` that credits paid for. The limit doesn't count them. */
            credited: number;
            /** @description How many more units beyond the limit credits can pay for. */
            credits: number;
            /** @description Units, or `unlimited`. */
            limit: number | "unlimited";
            /** @description Units, or `unlimited`. */
            hardLimit: number | "unlimited";
            /**
             * @description Which threshold the meter has passed.
             * @enum {string}
             */
            state: "ok" | "warning" | "critical" | "grace" | "credits" | "overage" | "stopped" | "not_included";
            /** @description Overage units so far and their cost; null if the plan has no overage. */
            beyond: {
                units: number;
                /** @description Minor units of the currency, such as cents. */
                amount: number;
            } | null;
            graceEndsAt: string | null;
            resetsAt: string | null;
            problem: components["schemas"]["Problem"] | null;
        };
        Features: {
            plan: string;
            /**
             * @description The organization's overall access.
             * @enum {string}
             */
            access: "full" | "grace" | "read_only" | "blocked";
            features: {
                feature: string;
                name: string;
                group: string;
                allowed: boolean;
                /** @description Plans that include it, lowest first. */
                availableIn: string[];
            }[];
        };
        FeatureCheck: {
            allowed: boolean;
            feature: string;
            plan: string;
            /**
             * @description The organization's overall access.
             * @enum {string}
             */
            access: "full" | "grace" | "read_only" | "blocked";
            availableIn: string[];
            because: {
                /** @enum {string} */
                source: "plan" | "fallback" | "add_on" | "override" | "access";
                value: (number | "unlimited") | boolean | ("full" | "grace" | "read_only" | "blocked");
                because: string;
                until: string | null;
            }[];
        };
        Subscription: {
            /**
             * @description `unpaid`: payments failed and won't be retried. `expired`: the trial ended without a purchase.
             * @enum {string}
             */
            status: "trialing" | "active" | "past_due" | "unpaid" | "paused" | "incomplete" | "canceled" | "expired";
            plan: {
                key: string;
                name: string;
            };
            price: {
                amount: number;
                /** @description ISO 4217, lowercase. */
                currency: string;
                /** @enum {string} */
                interval: "day" | "week" | "month" | "year";
                intervalCount: number;
            } | null;
            /** @description The plan has a custom price, which only we can change. */
            customPrice: boolean;
            /** @description Everything on the subscription. */
            items: {
                /**
                 * @description `custom`: something outside the catalog.
                 * @enum {string}
                 */
                kind: "plan" | "add_on" | "overage" | "custom";
                /** @description The catalog's key; null for a custom item. */
                key: string | null;
                name: string;
                /** @description 0 for a metered price. */
                quantity: number;
                /** @description Per interval at this quantity, before discounts and tax; 0 for a metered price, null if unknown. */
                amount: number | null;
                /** @description ISO 4217, lowercase. */
                currency: string;
                metered: boolean;
                /** @enum {string} */
                interval: "day" | "week" | "month" | "year";
                intervalCount: number;
            }[];
            addOns: {
                key: string;
                name: string;
                quantity: number;
                unitAmount: number;
                /** @description ISO 4217, lowercase. */
                currency: string;
            }[];
            /** @description Plans billed in separate subscriptions. */
            otherPlans: {
                name: string;
                /** @description Minor units of the currency, such as cents. */
                amount: number;
                /** @description ISO 4217, lowercase. */
                currency: string;
                /** @enum {string} */
                interval: "day" | "week" | "month" | "year";
                intervalCount: number;
            }[];
            /**
             * Format: date-time
             * @description ISO 8601, UTC.
             */
            trialEndsAt: string;
            /**
             * Format: date-time
             * @description ISO 8601, UTC.
             */
            trialStartedAt: string;
            /** @description A live subscription isn't charged until then. */
            freeUntil: string | null;
            /** @description No trial, because the company has had one. */
            trialRefused: boolean;
            /** @description The billing interval chosen at sign-up. */
            chosenInterval: ("day" | "week" | "month" | "year") | null;
            /** @description The deadline for an owner to verify their email address; the trial is on hold after it. */
            verifyBy: string | null;
            currentPeriodStart: string | null;
            currentPeriodEnd: string | null;
            cancelAt: string | null;
            /** @description `send_invoice`: invoices are emailed and paid by their due date. */
            collectionMethod: ("charge_automatically" | "send_invoice") | null;
            daysUntilDue: number | null;
            /** @description While payments are paused: what happens to invoices, and when the pause ends automatically. */
            paused: {
                /** @enum {string} */
                behavior: "keep_as_draft" | "mark_uncollectible" | "void";
                resumesAt: string | null;
            } | null;
            /** @description The next charge; null if there is none, or if it can't be known. */
            nextCharge: {
                /**
                 * Format: date-time
                 * @description ISO 8601, UTC.
                 */
                at: string;
                /** @description After discounts and credit, before tax. */
                amount: number;
                /** @description The credit used for it. */
                credit: number;
                /** @description ISO 4217, lowercase. */
                currency: string;
                /** @enum {string} */
                interval: "day" | "week" | "month" | "year";
                intervalCount: number;
                /** @description Whether usage beyond the plan is added. */
                plusUsage: boolean;
                /** @description Whether tax is added; prices exclude it. */
                plusTax: boolean;
                /** @description The regular charge, from the first renewal at which it differs. */
                after: {
                    /** @description Minor units of the currency, such as cents. */
                    amount: number;
                    /**
                     * Format: date-time
                     * @description ISO 8601, UTC.
                     */
                    from: string;
                } | null;
            } | null;
            /** @description The change scheduled for the end of the period. */
            scheduled: {
                /**
                 * Format: date-time
                 * @description ISO 8601, UTC.
                 */
                at: string;
                plan: {
                    key: string;
                    name: string;
                };
                /** @enum {string} */
                interval: "day" | "week" | "month" | "year";
                addOns: {
                    key: string;
                    name: string;
                    quantity: number;
                }[];
                /** @description Whether it was requested here. Otherwise it can't be undone. */
                managed: boolean;
                items: {
                    /**
                     * @description `custom`: something outside the catalog.
                     * @enum {string}
                     */
                    kind: "plan" | "add_on" | "overage" | "custom";
                    /** @description The catalog's key; null for a custom item. */
                    key: string | null;
                    name: string;
                    /** @description 0 for a metered price. */
                    quantity: number;
                    /** @description Per interval at this quantity, before discounts and tax; 0 for a metered price, null if unknown. */
                    amount: number | null;
                    /** @description ISO 4217, lowercase. */
                    currency: string;
                    metered: boolean;
                    /** @enum {string} */
                    interval: "day" | "week" | "month" | "year";
                    intervalCount: number;
                }[];
                /** @description The discounts that apply to it. */
                discounts: {
                    /** @enum {string} */
                    scope: "customer" | "subscription" | "item";
                    /** @description The name of the item it is for. */
                    item: string | null;
                    name: string;
                    code: string | null;
                    percentOff: number | null;
                    /** @description Off each invoice. */
                    amountOff: number | null;
                    currency: string | null;
                    /** @enum {string} */
                    duration: "once" | "repeating" | "forever";
                    endsAt: string | null;
                }[];
                /** @description When the subscription ends after it. */
                endsAt: string | null;
            } | null;
            /** @description We arranged what comes next: a change, or the end of the plan. */
            arranged: boolean;
            /** @description The change that awaits payment. */
            pending: {
                plan: {
                    key: string;
                    name: string;
                };
                /**
                 * Format: date-time
                 * @description ISO 8601, UTC.
                 */
                until: string;
            } | null;
            discount: {
                name: string;
                code: string | null;
                percentOff: number | null;
                amountOff: number | null;
                endsAt: string | null;
            } | null;
            /** @description All discounts that apply. */
            discounts: {
                /** @enum {string} */
                scope: "customer" | "subscription" | "item";
                /** @description The name of the item it is for. */
                item: string | null;
                name: string;
                code: string | null;
                percentOff: number | null;
                /** @description Off each invoice. */
                amountOff: number | null;
                currency: string | null;
                /** @enum {string} */
                duration: "once" | "repeating" | "forever";
                endsAt: string | null;
            }[];
            mayBeRetained: boolean;
            /** @description Null for members without a billing role, as is `card`. */
            billingEmail: string | null;
            /** @description Tax IDs on invoices, typed as Stripe types them. Empty for members without a billing role. */
            taxIds: {
                type: string;
                value: string;
            }[];
            endedAt: string | null;
            pastDueSince: string | null;
            failedPayments: number;
            suspendedAt: string | null;
            card: {
                brand: string;
                last4: string;
                expires: string;
            } | null;
            hasPortal: boolean;
            syncedAt: string | null;
            /** @description When it last matched Stripe. */
            verifiedAt: string | null;
        };
        Credits: {
            /** @description Gatehouse's ID of the organization. */
            organization: string;
            balances: {
                /** @description The counter whose units these are; null for money. */
                meter: string | null;
                /** @description ISO 4217, lowercase, for money; null for units. */
                currency: string | null;
                /** @description Units of the meter, or minor units of the currency. */
                available: number;
                /** @description In the order of use: what expires soonest, then what was granted first. */
                grants: {
                    id: string;
                    /**
                     * @description Where the credits come from.
                     * @enum {string}
                     */
                    source: "plan" | "rollover" | "pack" | "top_up" | "admin";
                    reason: string;
                    /** @description Units of the meter, or minor units of the currency. */
                    amount: number;
                    /** @description Units of the meter, or minor units of the currency. */
                    remaining: number;
                    /**
                     * Format: date-time
                     * @description ISO 8601, UTC.
                     */
                    grantedAt: string;
                    expiresAt: string | null;
                }[];
            }[];
        };
        /** @description Changes of credits, newest first. The amounts of a grant add up to what is left. */
        CreditLedger: {
            data: {
                id: string;
                /** @description The ID of the credits that changed. */
                grant: string;
                /** @enum {string} */
                kind: "granted" | "drawn" | "expired" | "revoked";
                /** @description The counter whose units these are; null for money. */
                meter: string | null;
                /** @description ISO 4217, lowercase, for money; null for units. */
                currency: string | null;
                /** @description Positive for credits added, negative for those taken. */
                amount: number;
                /** @description What is left of this meter or currency after the change. */
                balance: number;
                /**
                 * Format: date-time
                 * @description ISO 8601, UTC.
                 */
                at: string;
                /** @description Of a draw: the counter that was used. */
                usedMeter: string | null;
                /** @description Of a draw: how many units it paid for. */
                units: number | null;
                /**
                 * @description Where the credits come from.
                 * @enum {string}
                 */
                source: "plan" | "rollover" | "pack" | "top_up" | "admin";
                reason: string;
            }[];
            nextCursor: string | null;
        };
        ListedOrganization: {
            id: string;
            name: string;
            externalId: string | null;
            domain: string | null;
            /** @description The email address of the first owner. */
            owner: string | null;
            members: number;
            plan: string;
            interval: ("day" | "week" | "month" | "year") | null;
            /** @enum {string} */
            status: "trialing" | "active" | "past_due" | "unpaid" | "paused" | "incomplete" | "canceled" | "expired";
            suspendedAt: string | null;
            /**
             * Format: date-time
             * @description ISO 8601, UTC.
             */
            trialEndsAt: string;
            cancelAt: string | null;
            /** @description Monthly recurring revenue in minor units of `currency`. */
            mrr: number;
            currency: string | null;
            /** @description A limit is reached. */
            overLimit: boolean;
            /** @description A metered part of the product was used at least once. */
            used: boolean;
            /** @description Stripe and the database differ. */
            mismatch: boolean;
            /**
             * Format: date-time
             * @description ISO 8601, UTC.
             */
            createdAt: string;
        };
        AdminOrganization: {
            id: string;
            name: string;
            externalId: string | null;
            domain: string | null;
            /** @description The answers given at onboarding. */
            profile: {
                [key: string]: string;
            };
            /**
             * Format: date-time
             * @description ISO 8601, UTC.
             */
            createdAt: string;
            onboardedAt: string | null;
            /** @description Monthly recurring revenue in minor units of `currency`. */
            mrr: number;
            currency: string | null;
            stripeCustomerId: string | null;
            stripeSubscriptionId: string | null;
            subscription: components["schemas"]["Subscription"];
            usage: components["schemas"]["CurrentUsage"];
            overrides: {
                id: string;
                /** @enum {string} */
                kind: "meter" | "feature";
                name: string;
                limit: (number | "unlimited") | null;
                enabled: boolean | null;
                reason: string;
                expiresAt: string | null;
            }[];
            members: {
                id: string;
                name: string | null;
                email: string;
                /** @enum {string} */
                role: "owner" | "admin" | "billing" | "member";
                /**
                 * Format: date-time
                 * @description ISO 8601, UTC.
                 */
                since: string;
            }[];
        };
        AdminSubscription: {
            organization: string;
            organizationName: string;
            stripeCustomerId: string | null;
            stripeSubscriptionId: string;
            /** @enum {string} */
            status: "trialing" | "active" | "past_due" | "unpaid" | "paused" | "incomplete" | "canceled";
            /** @description Null if the subscription has no plan from the catalog. */
            plan: string | null;
            interval: ("day" | "week" | "month" | "year") | null;
            intervalCount: number | null;
            /** @description Monthly recurring revenue in minor units of `currency`. */
            mrr: number;
            currency: string | null;
            collectionMethod: ("charge_automatically" | "send_invoice") | null;
            firstPaidAt: string | null;
            currentPeriodStart: string | null;
            currentPeriodEnd: string | null;
            trialEndsAt: string | null;
            cancelAt: string | null;
            pastDueSince: string | null;
            endedAt: string | null;
            items: {
                stripeItemId: string;
                stripePriceId: string | null;
                /**
                 * @description `custom`: something outside the catalog.
                 * @enum {string}
                 */
                kind: "plan" | "add_on" | "overage" | "custom";
                /** @description The catalog's key; null for a custom item. */
                key: string | null;
                name: string;
                /** @description 0 for a metered price. */
                quantity: number;
                /** @description Minor units for one unit, possibly fractional; 0 for tiers. */
                unitAmount: number;
                /** @description Per interval at this quantity, before discounts and tax. */
                recurringAmount: number;
                /** @description ISO 4217, lowercase. */
                currency: string;
                /** @enum {string} */
                interval: "day" | "week" | "month" | "year";
                intervalCount: number;
                metered: boolean;
            }[];
        };
        Metric: {
            slug: string;
            label: string;
            /**
             * @description `activity`: in a period. `balance`: at its end.
             * @enum {string}
             */
            type: "activity" | "balance";
            /**
             * @description `money`: minor units of `currency`, per month unless the definition says otherwise.
             * @enum {string}
             */
            unit: "money" | "count" | "ratio" | "multiple";
            /** @description How it is computed. */
            definition: string;
            /** @description The admin page with the rows behind it. */
            rows: string;
            /** @description Whether a higher value is better; null if neither is. */
            good: ("up" | "down") | null;
            /** @description The period of `value`. Monthly rates are those of the last complete month. */
            at: string;
            /** @description Null without a base, such as churn without customers. */
            value: number | null;
            /** @description A balance: at the start of the range. An activity: in the period before. A rate: the month before. */
            previous: number | null;
            series: {
                /** @description A day such as `2026-11-30`, or a month such as `2026-11`, UTC. */
                at: string;
                value: number | null;
            }[];
        };
        /** @description `opening` + the amounts of all steps = `closing`. */
        Waterfall: {
            /** @description Such as `2026-11`, UTC. */
            month: string;
            /** @description Minor units of the currency, such as cents. */
            opening: number;
            steps: {
                /** @enum {string} */
                kind: "new" | "expansion" | "contraction" | "churn" | "reactivation" | "paused" | "resumed" | "transfer_in" | "transfer_out" | "fx";
                label: string;
                /** @description Minor units of the currency, such as cents. */
                amount: number;
                count: number;
            }[];
            /** @description Minor units of the currency, such as cents. */
            closing: number;
            /** @description The month hasn't ended. */
            running: boolean;
        };
        AuditLog: {
            /** @description The chain's ID: an organization's, or all zeros without one. */
            organization: string;
            /** @description Null without an organization, or once deleted. */
            organizationName: string | null;
            /** @description The row's number in its chain, without gaps. */
            seq: number;
            action: string;
            actorKind: string;
            actorId: string;
            actor: {
                id: string;
                name: string | null;
                email: string;
            } | null;
            /** @description The platform admin, in a support session. */
            impersonator: {
                id: string;
                name: string | null;
                email: string;
            } | null;
            subject: string | null;
            details: {
                [key: string]: unknown;
            };
            /**
             * Format: date-time
             * @description ISO 8601, UTC.
             */
            occurredAt: string;
            previousHash: string;
            hash: string;
        };
        JobQueue: {
            name: string;
            waiting: number;
            running: number;
            failed: number;
            lastRun: {
                /** @enum {string} */
                outcome: "done" | "failed";
                /**
                 * Format: date-time
                 * @description ISO 8601, UTC.
                 */
                finishedAt: string;
                tookMs: number;
            } | null;
            /** @description Null for a queue that runs on demand only. */
            nextRun: string | null;
        };
        ReconciliationRun: {
            id: string;
            /** @enum {string} */
            status: "running" | "done" | "failed";
            /** @description In percent. */
            progress: number;
            /**
             * Format: date-time
             * @description ISO 8601, UTC.
             */
            startedAt: string;
            finishedAt: string | null;
            customersChecked: number;
            invoicesChecked: number;
            eventsFetched: number;
            /** @description Mismatches that were repaired. */
            repaired: number;
            /** @description Mismatches that need review. */
            open: number;
        };
        ExportedFile: {
            name: string;
            table: string;
            /** @enum {string} */
            format: "csv" | "ndjson";
            rows: number;
            bytes: number;
            /** @description Of the compressed file, in hexadecimal. */
            sha256: string;
            /** @description Downloads the file, without a key, until `linksExpireAt`. */
            url: string;
        };
    };
    responses: never;
    parameters: never;
    requestBodies: never;
    headers: never;
    pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
    trackUsage: {
        parameters: {
            query?: never;
            header?: {
                /** @description For a single event, the same as its `idempotencyKey`. A batch has a key per event, and gets a 400 with this header. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "organization": "your-customer-id",
                 *       "meter": "work_orders",
                 *       "amount": 1,
                 *       "idempotencyKey": "order-4711"
                 *     }
                 */
                "application/json": components["schemas"]["UsageEvent"] | {
                    events: components["schemas"]["UsageEvent"][];
                };
            };
        };
        responses: {
            /** @description Track usage */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["EventResult"] | components["schemas"]["BatchResult"];
                };
            };
        };
    };
    reserveUsage: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "organization": "your-customer-id",
                 *       "meter": "work_orders",
                 *       "amount": 10,
                 *       "expiresIn": 300
                 *     }
                 */
                "application/json": {
                    /** @description The organization's ID, or your own `externalId`. */
                    organization: string;
                    /** @description A counter of the catalog. */
                    meter: string;
                    /**
                     * @description Whole units.
                     * @default 1
                     */
                    amount?: number;
                    /** @description Makes retries safe: events with the same key count once. */
                    idempotencyKey?: string;
                    /** @description What to break usage down by, such as a plant or a team. At most 20. */
                    properties?: {
                        [key: string]: string | number | boolean;
                    };
                    /**
                     * @description Seconds until the reservation expires and its amount is released. Defaults to 900.
                     * @default 900
                     */
                    expiresIn?: number;
                };
            };
        };
        responses: {
            /** @description Reserve usage */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Reservation"];
                };
            };
        };
    };
    commitReservation: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The reservation's ID. */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "amount": 7
                 *     }
                 */
                "application/json": {
                    amount?: number;
                };
            };
        };
        responses: {
            /** @description Commit reservation */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Reservation"];
                };
            };
        };
    };
    releaseReservation: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The reservation's ID. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Release reservation */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Reservation"];
                };
            };
        };
    };
    setGauge: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "organization": "your-customer-id",
                 *       "meter": "storage_gb",
                 *       "level": 3
                 *     }
                 */
                "application/json": {
                    /** @description The organization's ID, or your own `externalId`. */
                    organization: string;
                    /** @description A gauge of the catalog. */
                    meter: string;
                    level: number;
                };
            };
        };
        responses: {
            /** @description Set gauge */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["GaugeLevel"];
                };
            };
        };
    };
    getUsage: {
        parameters: {
            query?: {
                /** @description With a platform key: Gatehouse's ID, or your own `externalId`. */
                organization?: string;
            };
            header?: {
                "Gatehouse-Organization"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Get current usage */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CurrentUsage"];
                };
            };
        };
    };
    listLimits: {
        parameters: {
            query?: {
                /** @description With a platform key: Gatehouse's ID, or your own `externalId`. */
                organization?: string;
            };
            header?: {
                "Gatehouse-Organization"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description List limits */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Limits"];
                };
            };
        };
    };
    getSubscriptionUsage: {
        parameters: {
            query?: {
                /** @description With a platform key: Gatehouse's ID, or your own `externalId`. */
                organization?: string;
            };
            header?: {
                "Gatehouse-Organization"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Get subscription usage */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CurrentUsage"];
                };
            };
        };
    };
    checkLimit: {
        parameters: {
            query: {
                meter: string;
                amount?: number;
                organization?: string;
            };
            header?: {
                "Gatehouse-Organization"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Check limit */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["LimitCheck"];
                };
            };
        };
    };
    listFeatures: {
        parameters: {
            query?: {
                /** @description With a platform key: Gatehouse's ID, or your own `externalId`. */
                organization?: string;
            };
            header?: {
                "Gatehouse-Organization"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description List features */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Features"];
                };
            };
        };
    };
    checkEntitlement: {
        parameters: {
            query?: never;
            header?: {
                "Gatehouse-Organization"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "organization": "your-customer-id",
                 *       "meter": "work_orders",
                 *       "amount": 25
                 *     }
                 */
                "application/json": {
                    feature: string;
                    organization?: string;
                } | {
                    meter: string;
                    /** @default 1 */
                    amount?: number;
                    organization?: string;
                };
            };
        };
        responses: {
            /** @description Check entitlement */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FeatureCheck"] | components["schemas"]["LimitCheck"];
                };
            };
        };
    };
    getCredits: {
        parameters: {
            query?: {
                /** @description With a platform key: Gatehouse's ID, or your own `externalId`. */
                organization?: string;
            };
            header?: {
                "Gatehouse-Organization"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Get credits */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Credits"];
                };
            };
        };
    };
    listCreditLedger: {
        parameters: {
            query?: {
                limit?: number;
                /** @description The `nextCursor` of the previous page. */
                cursor?: string;
                organization?: string;
            };
            header?: {
                "Gatehouse-Organization"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description List credit ledger */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CreditLedger"];
                };
            };
        };
    };
    listOrganizations: {
        parameters: {
            query?: {
                /** @description Part of the name, domain, external ID, Stripe ID, or a member's name or email; or an invoice's ID or number. */
                search?: string;
                status?: "trialing" | "active" | "past_due" | "unpaid" | "paused" | "incomplete" | "canceled" | "expired" | "suspended";
                plan?: string;
                /** @description Running trials that end within this many days. */
                trial?: "3" | "7" | "14";
                /** @description A limit is reached, or Stripe differs. */
                flag?: "over_limit" | "mismatch";
                industry?: string;
                companySize?: string;
                /** @description A column to sort by; put `-` before it for descending order. `mrr` compares amounts in the catalog's currency at the stored rates of the day. */
                sort?: string;
                limit?: number;
                /** @description The previous page's `nextCursor`. */
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description List organizations */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: components["schemas"]["ListedOrganization"][];
                        /** @description Null on the last page. */
                        nextCursor: string | null;
                    };
                };
            };
        };
    };
    getOrganization: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The organization's ID. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Get organization */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AdminOrganization"];
                };
            };
        };
    };
    listSubscriptions: {
        parameters: {
            query?: {
                status?: "trialing" | "active" | "past_due" | "unpaid" | "paused" | "incomplete" | "canceled";
                plan?: string;
                limit?: number;
                /** @description The previous page's `nextCursor`. */
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description List subscriptions */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: components["schemas"]["AdminSubscription"][];
                        /** @description Null on the last page. */
                        nextCursor: string | null;
                    };
                };
            };
        };
    };
    createSignUpLink: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "externalId": "your-customer-id"
                 *     }
                 */
                "application/json": {
                    externalId: string;
                    plan?: string;
                    /** @enum {string} */
                    interval?: "month" | "year";
                };
            };
        };
        responses: {
            /** @description Create sign-up link */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        externalId: string;
                        url: string;
                        /**
                         * Format: date-time
                         * @description ISO 8601, UTC.
                         */
                        expiresAt: string;
                    };
                };
            };
        };
    };
    getMetrics: {
        parameters: {
            query?: {
                range?: "30d" | "90d" | "12m" | "all";
                /** @description Only revenue in this currency. By default everything, converted at stored rates. */
                currency?: string;
                /** @description Only these organizations, such as `plan:professional`. Dimensions: plan, interval, country, industry, size, sign_up_month, source, cohort. */
                segment?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Get metrics */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /**
                         * Format: date-time
                         * @description ISO 8601, UTC.
                         */
                        asOf: string;
                        /** @description The currency of all amounts. */
                        currency: string;
                        /** @description Some amounts were converted at stored rates. */
                        converted: boolean;
                        /** @description All currencies with revenue, the largest first. */
                        currencies: string[];
                        /** @description Currencies without a rate, which totals leave out. */
                        missingRates: string[];
                        /** @description Figures are being recomputed and are incomplete for now. */
                        rebuilding: boolean;
                        /** @enum {string} */
                        range: "30d" | "90d" | "12m" | "all";
                        metrics: components["schemas"]["Metric"][];
                        mrr: {
                            /** @description Minor units of the currency, such as cents. */
                            value: number;
                            change: {
                                /** @description Minor units of the currency, such as cents. */
                                amount: number;
                                ratio: number | null;
                            };
                            /** @description Excludes subscriptions that are set to end. */
                            committed: number;
                            /** @description MRR removed by pauses. */
                            onHold: number;
                            points: {
                                /** Format: date */
                                day: string;
                                /** @description Minor units of the currency, such as cents. */
                                mrr: number;
                                byPlan: {
                                    [key: string]: number;
                                };
                                previous: number | null;
                            }[];
                        };
                        /** @description The current month. */
                        waterfall: components["schemas"]["Waterfall"];
                        retention: {
                            /** @description Such as `2026-11`, UTC. */
                            month: string;
                            /** @description Between 0 and 1; null without a base. */
                            nrr: number | null;
                            /** @description Between 0 and 1; null without a base. */
                            grr: number | null;
                            /** @description Between 0 and 1; null without a base. */
                            grossMrrChurn: number | null;
                            /** @description Between 0 and 1; null without a base. */
                            logoChurn: number | null;
                            /** @description Between 0 and 1; null without a base. */
                            voluntaryLogoChurn: number | null;
                            /** @description Between 0 and 1; null without a base. */
                            delinquentLogoChurn: number | null;
                            quickRatio: number | null;
                            running: boolean;
                        }[];
                        plans: {
                            key: string;
                            label: string;
                            customers: number;
                            /** @description Minor units of the currency, such as cents. */
                            mrr: number;
                        }[];
                        funnel: {
                            key: string;
                            label: string;
                            count: number;
                            /** @description Between 0 and 1; null without a base. */
                            ofPrevious: number | null;
                            /** @description From the previous stage, in milliseconds. */
                            medianTime: number | null;
                        }[];
                        gauges: {
                            meter: string;
                            label: string;
                            unit: string;
                            total: number;
                            previous: number | null;
                            series: {
                                /** @description A day such as `2026-11-30`, or a month such as `2026-11`, UTC. */
                                at: string;
                                value: number;
                            }[];
                        }[];
                    };
                };
            };
        };
    };
    getGrowth: {
        parameters: {
            query?: {
                range?: "7d" | "30d" | "90d" | "12m" | "24m";
                /** @description Only revenue in this currency. By default everything, converted at stored rates. */
                currency?: string;
                /** @description Only these organizations, such as `plan:professional`. Dimensions: plan, interval, country, industry, size, sign_up_month, source, cohort. */
                segment?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Get growth */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /**
                         * Format: date-time
                         * @description ISO 8601, UTC.
                         */
                        asOf: string;
                        /** @description The currency of all amounts. */
                        currency: string;
                        /** @description Some amounts were converted at stored rates. */
                        converted: boolean;
                        /** @description All currencies with revenue, the largest first. */
                        currencies: string[];
                        /** @description Currencies without a rate, which totals leave out. */
                        missingRates: string[];
                        /** @description Figures are being recomputed and are incomplete for now. */
                        rebuilding: boolean;
                        /** @enum {string} */
                        range: "7d" | "30d" | "90d" | "12m" | "24m";
                        points: {
                            /** @description A day such as `2026-11-30`, or a month such as `2026-11`, UTC. */
                            at: string;
                            signUps: number;
                            /** @description At the end of the period. */
                            paying: number;
                            /** @description Running at the end of the period. */
                            trials: number;
                            /** @description Minor units of the currency, such as cents. */
                            mrr: number;
                            /** @description Minor units of the currency, such as cents. */
                            netNewMrr: number;
                        }[];
                        metrics: components["schemas"]["Metric"][];
                    };
                };
            };
        };
    };
    getMovements: {
        parameters: {
            query?: {
                /** @description Only revenue in this currency. By default everything, converted at stored rates. */
                currency?: string;
                /** @description Only these organizations, such as `plan:professional`. Dimensions: plan, interval, country, industry, size, sign_up_month, source, cohort. */
                segment?: string;
                /** @description The first month. By default eleven months before the last. */
                from?: string;
                /** @description The last month. By default the current one. */
                to?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Get MRR movements */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /**
                         * Format: date-time
                         * @description ISO 8601, UTC.
                         */
                        asOf: string;
                        /** @description The currency of all amounts. */
                        currency: string;
                        /** @description Some amounts were converted at stored rates. */
                        converted: boolean;
                        /** @description All currencies with revenue, the largest first. */
                        currencies: string[];
                        /** @description Currencies without a rate, which totals leave out. */
                        missingRates: string[];
                        /** @description Figures are being recomputed and are incomplete for now. */
                        rebuilding: boolean;
                        months: components["schemas"]["Waterfall"][];
                        retention: {
                            /** @description Such as `2026-11`, UTC. */
                            month: string;
                            /** @description Between 0 and 1; null without a base. */
                            nrr: number | null;
                            /** @description Between 0 and 1; null without a base. */
                            grr: number | null;
                            /** @description Between 0 and 1; null without a base. */
                            grossMrrChurn: number | null;
                            /** @description Between 0 and 1; null without a base. */
                            logoChurn: number | null;
                            /** @description Between 0 and 1; null without a base. */
                            voluntaryLogoChurn: number | null;
                            /** @description Between 0 and 1; null without a base. */
                            delinquentLogoChurn: number | null;
                            quickRatio: number | null;
                            running: boolean;
                        }[];
                    };
                };
            };
        };
    };
    getCohorts: {
        parameters: {
            query?: {
                months?: number;
                /** @description Only revenue in this currency. By default everything, converted at stored rates. */
                currency?: string;
                /** @description Only these organizations, such as `plan:professional`. Dimensions: plan, interval, country, industry, size, sign_up_month, source, cohort. */
                segment?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Get cohorts */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /**
                         * Format: date-time
                         * @description ISO 8601, UTC.
                         */
                        asOf: string;
                        /** @description The currency of all amounts. */
                        currency: string;
                        /** @description Some amounts were converted at stored rates. */
                        converted: boolean;
                        /** @description All currencies with revenue, the largest first. */
                        currencies: string[];
                        /** @description Currencies without a rate, which totals leave out. */
                        missingRates: string[];
                        /** @description Figures are being recomputed and are incomplete for now. */
                        rebuilding: boolean;
                        cohorts: {
                            /** @description Such as `2026-11`, UTC. */
                            month: string;
                            customers: number;
                            /** @description Minor units of the currency, such as cents. */
                            mrr: number;
                            /** @description By months since the first payment. */
                            cells: {
                                /** @description Minor units of the currency, such as cents. */
                                mrr: number;
                                customers: number;
                                /** @description Between 0 and 1; null without a base. */
                                revenueRetention: number | null;
                                /** @description Between 0 and 1; null without a base. */
                                logoRetention: number | null;
                            }[];
                        }[];
                        average: {
                            /** @description Between 0 and 1; null without a base. */
                            revenueRetention: number | null;
                            /** @description Between 0 and 1; null without a base. */
                            logoRetention: number | null;
                        }[];
                    };
                };
            };
        };
    };
    getChurn: {
        parameters: {
            query?: {
                /** @description Only revenue in this currency. By default everything, converted at stored rates. */
                currency?: string;
                /** @description Only these organizations, such as `plan:professional`. Dimensions: plan, interval, country, industry, size, sign_up_month, source, cohort. */
                segment?: string;
                /** @description The first month. By default eleven months before the last. */
                from?: string;
                /** @description The last month. By default the current one. */
                to?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Get churn */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /**
                         * Format: date-time
                         * @description ISO 8601, UTC.
                         */
                        asOf: string;
                        /** @description The currency of all amounts. */
                        currency: string;
                        /** @description Some amounts were converted at stored rates. */
                        converted: boolean;
                        /** @description All currencies with revenue, the largest first. */
                        currencies: string[];
                        /** @description Currencies without a rate, which totals leave out. */
                        missingRates: string[];
                        /** @description Figures are being recomputed and are incomplete for now. */
                        rebuilding: boolean;
                        /** @description How the figures are computed. */
                        definitions: {
                            slug: string;
                            label: string;
                            definition: string;
                        }[];
                        /** @description Such as `2026-11`, UTC. */
                        from: string;
                        /** @description Such as `2026-11`, UTC. */
                        to: string;
                        byReason: {
                            key: string;
                            label: string;
                            customers: number;
                            /** @description Minor units of the currency, such as cents. */
                            mrr: number;
                        }[];
                        byCause: {
                            key: string;
                            label: string;
                            customers: number;
                            /** @description Minor units of the currency, such as cents. */
                            mrr: number;
                        }[];
                        byPlan: {
                            key: string;
                            label: string;
                            customers: number;
                            /** @description Minor units of the currency, such as cents. */
                            mrr: number;
                        }[];
                        /** @description By months since the first payment. */
                        byAge: {
                            key: string;
                            label: string;
                            customers: number;
                            /** @description Minor units of the currency, such as cents. */
                            mrr: number;
                        }[];
                        months: {
                            /** @description Such as `2026-11`, UTC. */
                            month: string;
                            voluntary: number;
                            delinquent: number;
                            /** @description Minor units of the currency, such as cents. */
                            mrr: number;
                        }[];
                    };
                };
            };
        };
    };
    getFunnel: {
        parameters: {
            query?: {
                /** @description Only revenue in this currency. By default everything, converted at stored rates. */
                currency?: string;
                /** @description Only these organizations, such as `plan:professional`. Dimensions: plan, interval, country, industry, size, sign_up_month, source, cohort. */
                segment?: string;
                /** @description The first month. By default two months before the last. */
                from?: string;
                /** @description The last month. By default the current one. */
                to?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Get funnel */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /**
                         * Format: date-time
                         * @description ISO 8601, UTC.
                         */
                        asOf: string;
                        /** @description The currency of all amounts. */
                        currency: string;
                        /** @description Some amounts were converted at stored rates. */
                        converted: boolean;
                        /** @description All currencies with revenue, the largest first. */
                        currencies: string[];
                        /** @description Currencies without a rate, which totals leave out. */
                        missingRates: string[];
                        /** @description Figures are being recomputed and are incomplete for now. */
                        rebuilding: boolean;
                        /** @description Such as `2026-11`, UTC. */
                        from: string;
                        /** @description Such as `2026-11`, UTC. */
                        to: string;
                        stages: {
                            key: string;
                            label: string;
                            definition: string;
                            count: number;
                            /** @description Between 0 and 1; null without a base. */
                            ofPrevious: number | null;
                            /** @description From the previous stage, in milliseconds. */
                            medianTime: number | null;
                        }[];
                        bySource: {
                            source: string;
                            signUps: number;
                            paid: number;
                            /** @description Between 0 and 1; null without a base. */
                            rate: number | null;
                        }[];
                    };
                };
            };
        };
    };
    getPlanMix: {
        parameters: {
            query?: {
                dimension?: "plan" | "interval" | "country" | "industry" | "size" | "sign_up_month" | "source" | "cohort" | "currency";
                months?: number;
                /** @description Only revenue in this currency. By default everything, converted at stored rates. */
                currency?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Get plan mix */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /**
                         * Format: date-time
                         * @description ISO 8601, UTC.
                         */
                        asOf: string;
                        /** @description The currency of all amounts. */
                        currency: string;
                        /** @description Some amounts were converted at stored rates. */
                        converted: boolean;
                        /** @description All currencies with revenue, the largest first. */
                        currencies: string[];
                        /** @description Currencies without a rate, which totals leave out. */
                        missingRates: string[];
                        /** @description Figures are being recomputed and are incomplete for now. */
                        rebuilding: boolean;
                        /** @description How the figures are computed. */
                        definitions: {
                            slug: string;
                            label: string;
                            definition: string;
                        }[];
                        /** @enum {string} */
                        dimension: "plan" | "interval" | "country" | "industry" | "size" | "sign_up_month" | "source" | "cohort" | "currency";
                        months: string[];
                        rows: {
                            key: string;
                            label: string;
                            /** @description Minor units of the currency, such as cents. */
                            mrr: number;
                            customers: number;
                            /** @description Between 0 and 1; null without a base. */
                            share: number | null;
                            arpa: number | null;
                            series: {
                                /** @description A day such as `2026-11-30`, or a month such as `2026-11`, UTC. */
                                at: string;
                                value: number;
                            }[];
                        }[];
                    };
                };
            };
        };
    };
    getConversion: {
        parameters: {
            query?: {
                months?: number;
                /** @description Only these organizations, such as `plan:professional`. Dimensions: plan, interval, country, industry, size, sign_up_month, source, cohort. */
                segment?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Get trial conversion */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /**
                         * Format: date-time
                         * @description ISO 8601, UTC.
                         */
                        asOf: string;
                        /** @description The currency of all amounts. */
                        currency: string;
                        /** @description Some amounts were converted at stored rates. */
                        converted: boolean;
                        /** @description All currencies with revenue, the largest first. */
                        currencies: string[];
                        /** @description Currencies without a rate, which totals leave out. */
                        missingRates: string[];
                        /** @description Figures are being recomputed and are incomplete for now. */
                        rebuilding: boolean;
                        /** @description How the figures are computed. */
                        definitions: {
                            slug: string;
                            label: string;
                            definition: string;
                        }[];
                        cohorts: {
                            /** @description Such as `2026-11`, UTC. */
                            month: string;
                            started: number;
                            converted: number;
                            /** @description Between 0 and 1; null without a base. */
                            rate: number | null;
                            /** @description Some of its trials may still be running, so the rate may rise. */
                            young: boolean;
                        }[];
                        byPlan: {
                            key: string;
                            label: string;
                            started: number;
                            converted: number;
                            /** @description Between 0 and 1; null without a base. */
                            rate: number | null;
                        }[];
                        bySource: {
                            key: string;
                            label: string;
                            started: number;
                            converted: number;
                            /** @description Between 0 and 1; null without a base. */
                            rate: number | null;
                        }[];
                    };
                };
            };
        };
    };
    getPayments: {
        parameters: {
            query?: {
                months?: number;
                /** @description Only revenue in this currency. By default everything, converted at stored rates. */
                currency?: string;
                /** @description Only these organizations, such as `plan:professional`. Dimensions: plan, interval, country, industry, size, sign_up_month, source, cohort. */
                segment?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Get payments */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /**
                         * Format: date-time
                         * @description ISO 8601, UTC.
                         */
                        asOf: string;
                        /** @description The currency of all amounts. */
                        currency: string;
                        /** @description Some amounts were converted at stored rates. */
                        converted: boolean;
                        /** @description All currencies with revenue, the largest first. */
                        currencies: string[];
                        /** @description Currencies without a rate, which totals leave out. */
                        missingRates: string[];
                        /** @description Figures are being recomputed and are incomplete for now. */
                        rebuilding: boolean;
                        /** @description How the figures are computed. */
                        definitions: {
                            slug: string;
                            label: string;
                            definition: string;
                        }[];
                        months: {
                            /** @description Such as `2026-11`, UTC. */
                            month: string;
                            /** @description Paid on the first attempt. */
                            succeeded: number;
                            /** @description Paid after a retry. */
                            recovered: number;
                            /** @description Not yet paid. */
                            failed: number;
                            /** @description Between 0 and 1; null without a base. */
                            successRate: number | null;
                            /** @description Minor units of the currency, such as cents. */
                            amountFailed: number;
                        }[];
                    };
                };
            };
        };
    };
    getProjection: {
        parameters: {
            query?: {
                /** @description Only revenue in this currency. By default everything, converted at stored rates. */
                currency?: string;
                /** @description Only these organizations, such as `plan:professional`. Dimensions: plan, interval, country, industry, size, sign_up_month, source, cohort. */
                segment?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Get MRR projection */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /**
                         * Format: date-time
                         * @description ISO 8601, UTC.
                         */
                        asOf: string;
                        /** @description The currency of all amounts. */
                        currency: string;
                        /** @description Some amounts were converted at stored rates. */
                        converted: boolean;
                        /** @description All currencies with revenue, the largest first. */
                        currencies: string[];
                        /** @description Currencies without a rate, which totals leave out. */
                        missingRates: string[];
                        /** @description Figures are being recomputed and are incomplete for now. */
                        rebuilding: boolean;
                        /** @description How the figures are computed. */
                        definitions: {
                            slug: string;
                            label: string;
                            definition: string;
                        }[];
                        /** @description How it is computed. */
                        method: string;
                        /** @description Complete months. */
                        basedOn: number;
                        /** @description Null with fewer than 4 complete months. */
                        points: {
                            /** @description Such as `2026-11`, UTC. */
                            month: string;
                            /** @description Minor units of the currency, such as cents. */
                            low: number;
                            /** @description Minor units of the currency, such as cents. */
                            expected: number;
                            /** @description Minor units of the currency, such as cents. */
                            high: number;
                        }[] | null;
                        history: {
                            /** @description Such as `2026-11`, UTC. */
                            month: string;
                            /** @description Minor units of the currency, such as cents. */
                            mrr: number;
                        }[];
                    };
                };
            };
        };
    };
    listTopOrganizations: {
        parameters: {
            query?: {
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description List top organizations */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /**
                         * Format: date-time
                         * @description ISO 8601, UTC.
                         */
                        asOf: string;
                        meters: {
                            meter: string;
                            name: string;
                            /** @enum {string} */
                            kind: "counter" | "gauge";
                            unit: string;
                            organizations: {
                                organization: string;
                                organizationName: string;
                                plan: string | null;
                                /** @description Minor units of the currency, such as cents. */
                                mrr: number;
                                currency: string | null;
                                used: number;
                                /** @description Units, or `unlimited`. */
                                limit: number | "unlimited";
                            }[];
                        }[];
                    };
                };
            };
        };
    };
    listLimitViolations: {
        parameters: {
            query?: {
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description List limit violations */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: {
                            organization: string;
                            organizationName: string;
                            plan: string | null;
                            /** @description Minor units of the currency, such as cents. */
                            mrr: number;
                            currency: string | null;
                            meter: string;
                            name: string;
                            used: number;
                            limit: number;
                            /** @description `used` ÷ `limit`. */
                            ratio: number;
                            /**
                             * @description `critical`: 90% of the limit. `soft`: 100%. `hard`: 110%, or the grace period is over.
                             * @enum {string}
                             */
                            step: "critical" | "soft" | "hard";
                            since: string | null;
                        }[];
                    };
                };
            };
        };
    };
    listAuditLogs: {
        parameters: {
            query?: {
                /** @description Text contained in an action's target or details. */
                search?: string;
                /** @description A person by name, email or ID, or another actor by its ID. */
                actor?: string;
                /** @description An action, or all of one area such as `billing.*`. */
                action?: string;
                /** @description An organization, by ID or part of its name; `platform` or `accounts` for rows that belong to none. */
                organization?: string;
                /** @description The first day, UTC. */
                from?: string;
                /** @description The last day, UTC. */
                to?: string;
                /** @description Only what platform admins did in support sessions. */
                support?: "1";
                limit?: number;
                /** @description The previous page's `nextCursor`. */
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description List audit logs */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: components["schemas"]["AuditLog"][];
                        /** @description Null on the last page. */
                        nextCursor: string | null;
                    };
                };
            };
        };
    };
    searchPlatform: {
        parameters: {
            query: {
                /** @description Part of an organization's name, domain, external ID or Stripe ID; part of a member's name or email; or an invoice's full number or Stripe ID. */
                text: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Search */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        organizations: {
                            id: string;
                            name: string;
                            domain: string | null;
                            /** @description Its name. */
                            plan: string;
                            /** @enum {string} */
                            status: "trialing" | "active" | "past_due" | "unpaid" | "paused" | "incomplete" | "canceled" | "expired";
                            suspendedAt: string | null;
                            /** @description Minor units of the currency, such as cents. */
                            mrr: number;
                            currency: string | null;
                        }[];
                        people: {
                            id: string;
                            name: string | null;
                            email: string;
                            /** @enum {string} */
                            role: "owner" | "admin" | "billing" | "member";
                            organization: {
                                id: string;
                                name: string;
                            };
                        }[];
                        invoices: {
                            id: string;
                            number: string | null;
                            /** @enum {string} */
                            status: "draft" | "open" | "paid" | "uncollectible" | "void";
                            /** @description Minor units of the currency, such as cents. */
                            total: number;
                            /** @description ISO 4217, lowercase. */
                            currency: string;
                            /**
                             * Format: date-time
                             * @description ISO 8601, UTC.
                             */
                            createdAt: string;
                            organization: {
                                id: string;
                                name: string;
                            };
                        }[];
                    };
                };
            };
        };
    };
    listJobs: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description List job queues */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @description Whether a worker is running. */
                        alive: boolean;
                        queues: components["schemas"]["JobQueue"][];
                    };
                };
            };
        };
    };
    listReconciliations: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description List reconciliation runs */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @description Mismatches from all runs that need review. */
                        open: number;
                        runs: components["schemas"]["ReconciliationRun"][];
                    };
                };
            };
        };
    };
    listExports: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description List nightly exports */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: {
                            /** Format: date */
                            date: string;
                            /**
                             * Format: date-time
                             * @description The instant that all files reflect.
                             */
                            asOf: string;
                            /**
                             * Format: date-time
                             * @description ISO 8601, UTC.
                             */
                            linksExpireAt: string;
                            files: components["schemas"]["ExportedFile"][];
                        }[];
                    };
                };
            };
        };
    };
}
