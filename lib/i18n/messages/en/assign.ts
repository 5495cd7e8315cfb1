export const assign = {}
