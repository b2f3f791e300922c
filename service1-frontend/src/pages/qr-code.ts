import qrcode from 'qrcode-generator';

/** The QR code of a text as an SVG element of the size of what it is in: black on white, which readers want also in the dark. */
export function qrCode(text: string): string {
  // The smallest that holds it; 15 % of it may be unreadable.
  const code = qrcode(0, 'M');
  code.addData(text);
  code.make();
  return code.createSvgTag({ scalable: true, margin: 4 });
}
