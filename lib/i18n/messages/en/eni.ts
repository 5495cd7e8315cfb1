export const eni = {}
