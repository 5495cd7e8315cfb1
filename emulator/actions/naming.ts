import type { Context } from './context.ts'
import { Refusal } from '#emulator/refusal.ts'

const lengthMax = 60

/** 1–60 characters, and no other ENI of the VPC has the name. */
export const checkName = (context: Context, vpcId: string, name: string, exceptEniId?: string) => {
  if (name === '' || [...name].length > lengthMax)
    throw new Refusal('eni_name_invalid', `a network interface name has 1 to ${lengthMax} characters`)
  for (const eni of context.world.enisByVpc.get(vpcId) ?? []) {
    if (eni.name === name && eni.eniId !== exceptEniId)
      throw new Refusal('eni_name_taken', `network interface ${eni.eniId} has the name already`)
  }
}

/** 1–60 bytes. */
export const checkLength = (name: string) => {
  if (name === '' || Buffer.byteLength(name) > lengthMax)
    throw new Refusal('eni_name_invalid', `a network interface name has 1 to ${lengthMax} bytes`)
}

export const checkDescription = (description: string) => {
  if ([...description].length > lengthMax) throw new Refusal('description_too_long', `a description has at most ${lengthMax} characters`)
}
