// The keys of the spaces open here, so that a text's “ENG-12” is a link and “UTF-8” is not.
export const spaceKeys = new Set<string>();
