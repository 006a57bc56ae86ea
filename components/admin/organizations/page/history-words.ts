export const capitalized = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

/** An email's template in words: "trial-ending" → "Trial ending". */
export const emailName = (template: string): string => capitalized(template.replaceAll("-", " "));
