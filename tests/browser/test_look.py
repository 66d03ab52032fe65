from pathlib import Path
import pytest
OUT = Path("/tmp/fd_shots"); OUT.mkdir(exist_ok=True)

@pytest.mark.parametrize("w,h,js", [(320, 640, True), (1280, 900, True), (320,640,False)])
def test_look(new_page, live_server, w, h, js):
    page = new_page(width=w, height=h, scripts=js)
    log = []
    page.on("console", lambda m: log.append(m.text)); page.on("pageerror", lambda e: log.append(str(e)))
    tag = f"{w}{'js' if js else 'nojs'}"
    def shot(n, full=False): page.screenshot(path=OUT / f"{tag}-{n}.png", full_page=full)
    page.goto(live_server.url + "/chat"); shot("1start", True)
    page.get_by_role("button", name="Start in English").click(); page.wait_for_selector("#log"); shot("2first")
    page.get_by_role("button", name="Yes").click(); page.wait_for_selector("text=Are you safe"); shot("3second")
    page.get_by_role("button", name="1 Yes").click(); page.wait_for_selector("text=Is it safe to text you"); 
    page.get_by_role("button", name="1 Yes").click(); page.wait_for_selector("text=ZIP code"); shot("4text")
    page.get_by_role("textbox").fill("97701"); page.get_by_role("button", name="Send").click(); page.wait_for_selector("text=Where will you sleep"); shot("5choices")
    page.get_by_role("textbox").fill(""); page.get_by_role("button", name="Send").click(); page.wait_for_selector("#error"); shot("6empty")
    page.get_by_text("More you can do").click(); shot("7more", True)
    print(tag, log)
    page.goto(live_server.url + "/nothing"); shot("8err", True)

def test_sim(new_page, live_server):
    for w, h in ((1280, 900), (320, 640)):
        page = new_page(width=w, height=h)
        log=[]; page.on("console", lambda m: log.append(m.text))
        page.goto(live_server.url + "/simulator"); page.screenshot(path=OUT / f"sim{w}-1.png", full_page=True)
        page.get_by_label("Text message from +12025550101").fill("hola"); page.keyboard.press("Enter"); page.wait_for_selector("text=Ayuda de")
        page.get_by_label("Text message from +12025550102").fill("hello"); page.keyboard.press("Enter"); page.wait_for_selector("text=I am a bot")
        page.get_by_role("button", name="Deliver it again").first.click(); page.wait_for_selector("text=byte for byte")
        page.screenshot(path=OUT / f"sim{w}-2.png", full_page=True)
        print(log)
