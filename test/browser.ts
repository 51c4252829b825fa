import { chromium, type Browser } from 'playwright-core';
import { findChromium } from '../tools/needs.ts';

/** What makes an editor hold still: nothing moves, opens, asks or looks for news by itself. */
export const stillSettings = {
  'workbench.startupEditor': 'none',
  'workbench.secondarySideBar.defaultVisibility': 'hidden',
  'workbench.tips.enabled': false,
  'workbench.reduceMotion': 'on',
  'workbench.enableExperiments': false,
  'chat.disableAIFeatures': true,
  'telemetry.telemetryLevel': 'off',
  'extensions.autoCheckUpdates': false,
  'extensions.autoUpdate': false,
  'extensions.ignoreRecommendations': true,
  'update.mode': 'none',
  'remote.autoForwardPorts': false,
  'terminal.integrated.gpuAcceleration': 'off', // its text is then part of the page
  'terminal.integrated.cursorBlinking': false,
  'editor.cursorBlinking': 'solid',
  'editor.minimap.enabled': false,
  'git.enabled': false,
};

/** Starts a browser nobody sees. */
export async function startBrowser(): Promise<Browser> {
  const executablePath = findChromium();
  if (!executablePath) throw new Error('There is no Chromium. Install one, or name it in CHROMIUM_PATH.');
  return chromium.launch({
    executablePath,
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--disable-background-networking',
      '--disable-sync',
    ],
  });
}
