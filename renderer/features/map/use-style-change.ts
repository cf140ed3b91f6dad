import { useCallback } from 'react';
import type { ViewStyle } from '../../../shared/domain/view-style.ts';
import { useStore } from '../../store/store.ts';
import { choiceOf, type StyleChoices } from './style-choices.ts';

const VERBS: Readonly<Record<keyof ViewStyle, string>> = {
  colourBy: 'Colour by',
  sizeBy: 'Size by',
  labelBy: 'Label by',
  linkWidthBy: 'Width of links by',
};

/** Changes what a channel follows, as one act: "Colour by sector". */
export function useStyleChange(
  choices: StyleChoices,
): (channel: keyof ViewStyle, key: string) => void {
  const changeDress = useStore((state) => state.changeDress);
  return useCallback(
    (channel, key) => {
      const { label } = choiceOf(choices[channel], key);
      const style = { ...useStore.getState().style, [channel]: key };
      changeDress({ style }, `${VERBS[channel]} ${label.toLowerCase()}`);
    },
    [choices, changeDress],
  );
}
