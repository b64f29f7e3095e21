import { Button, Modal, NativeSelect, NumberInput, PasswordInput, SegmentedControl, TextInput, Textarea, Tooltip, createTheme } from '@mantine/core';
import type { MantineColorsTuple } from '@mantine/core';

const pine: MantineColorsTuple = ['#eef6f3', '#dcebe6', '#b6d6cc', '#8dc0b2', '#62a695', '#3c8a78', '#22705f', '#165a4c', '#11493e', '#0b352d'];
const brick: MantineColorsTuple = ['#fdf1ee', '#f9ddd6', '#efb6a8', '#e48d79', '#d5674f', '#c04a32', '#a63a24', '#8c2e1b', '#732515', '#581b0f'];
const gray: MantineColorsTuple = ['#faf9f6', '#f3f1ec', '#e6e3db', '#d5d1c6', '#b9b4a7', '#928e83', '#6a6c69', '#4c5352', '#323b3b', '#1b2425'];

/** One look for every control; sizes come from `tokens.css`, so that later pages need not set any. */
export const theme = createTheme({
  colors: { pine, brick, gray },
  primaryColor: 'pine',
  primaryShade: 7,
  black: '#1b2425',
  fontFamily: 'var(--dw-font)',
  fontFamilyMonospace: 'var(--dw-mono)',
  headings: { fontFamily: 'var(--dw-font)', fontWeight: '700' },
  defaultRadius: 6,
  cursorType: 'pointer',
  focusRing: 'auto',
  components: {
    Button: Button.extend({ defaultProps: { size: 'xs', variant: 'filled' }, styles: { root: { height: 'var(--dw-control)', fontWeight: 500, fontSize: 'var(--dw-text-s)', paddingInline: 14 } } }),
    TextInput: TextInput.extend({ defaultProps: { size: 'xs' } }),
    PasswordInput: PasswordInput.extend({ defaultProps: { size: 'xs' } }),
    Textarea: Textarea.extend({ defaultProps: { size: 'xs' } }),
    NumberInput: NumberInput.extend({ defaultProps: { size: 'xs' } }),
    NativeSelect: NativeSelect.extend({ defaultProps: { size: 'xs' } }),
    SegmentedControl: SegmentedControl.extend({ defaultProps: { size: 'xs' } }),
    Tooltip: Tooltip.extend({ defaultProps: { withArrow: true, multiline: true, maw: 320, openDelay: 200, events: { hover: true, focus: true, touch: true } } }),
    Modal: Modal.extend({ defaultProps: { centered: true, size: 'md', overlayProps: { backgroundOpacity: 0.35 }, transitionProps: { duration: 120 } } }),
  },
});
