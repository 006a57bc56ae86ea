/** What a request is called in emails: "R-4F2A9C1B". From the random end of its ID, so that it says nothing about how many there are. */
export const referenceOf = (requestId: string): string => `R-${requestId.slice(-8).toUpperCase()}`;
