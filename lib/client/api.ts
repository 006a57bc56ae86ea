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
         * @description A link to the sign-up page whose new organization gets this external ID, so your systems can report its usage from the first minute. The ID is signed: a visitor can't change it. The link works for 30 days, for one organization: should the ID be taken by the time someone signs up, the sign-up goes on without an ID and you get an alert.
         */
        post: operations["createSignUpLink"];
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
            /** @description Units, or `unlimited`. */
            limit: number | "unlimited";
            /** @description The most this period can reach. */
            hardLimit: number | "unlimited";
            /**
             * @description Which threshold the meter has passed.
             * @enum {string}
             */
            state: "ok" | "warning" | "critical" | "grace" | "overage" | "stopped" | "not_included";
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
                /** @description Units, or `unlimited`. */
                limit: number | "unlimited";
                /** @description The most this period can reach. */
                hardLimit: number | "unlimited";
                /**
                 * @description Which threshold the meter has passed.
                 * @enum {string}
                 */
                state: "ok" | "warning" | "critical" | "grace" | "overage" | "stopped" | "not_included";
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
                /** @description Units, or `unlimited`. */
                limit: number | "unlimited";
                /** @description The most this period can reach. */
                hardLimit: number | "unlimited";
                /**
                 * @description Which threshold the meter has passed.
                 * @enum {string}
                 */
                state: "ok" | "warning" | "critical" | "grace" | "overage" | "stopped" | "not_included";
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
            state: "ok" | "warning" | "critical" | "grace" | "overage" | "stopped" | "not_included";
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
                /** @description Units, or `unlimited`. */
                limit: number | "unlimited";
                /** @description Units, or `unlimited`. */
                hardLimit: number | "unlimited";
                /**
                 * @description Which threshold the meter has passed.
                 * @enum {string}
                 */
                state: "ok" | "warning" | "critical" | "grace" | "overage" | "stopped" | "not_included";
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
                    /** @description minor units */
                    unitAmount: number;
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
            /** @description Units, or `unlimited`. */
            limit: number | "unlimited";
            /** @description Units, or `unlimited`. */
            hardLimit: number | "unlimited";
            /**
             * @description Which threshold the meter has passed.
             * @enum {string}
             */
            state: "ok" | "warning" | "critical" | "grace" | "overage" | "stopped" | "not_included";
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
}
