/** The roles people can join with. Only an owner can make someone an owner. Apart from the schemas, which browsers needn't load. */
export const joiningRoles = ["admin", "billing", "member"] as const;
