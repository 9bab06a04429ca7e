"""The news agencies that a text may go back to, by the names and domains they go by."""

# Of each, the names in a credit, and its own domains. A name that also means something else is
# only taken where a credit stands: in a dateline, a byline, a credit line.
AGENCIES: dict[str, tuple[str, tuple[str, ...]]] = {
    "Reuters": ("Reuters|REUTERS|Thomson Reuters", ("reuters.com",)),
    "AP": ("Associated Press|AP", ("apnews.com", "ap.org")),
    "AFP": ("Agence France-Presse|Agence France Presse|AFP", ("afp.com",)),
    "dpa": ("Deutsche Presse-Agentur|dpa|DPA", ("dpa.com", "dpa-international.com")),
    "PA Media": ("PA Media|Press Association|PA", ("pa.media", "pressassociation.com")),
    "EFE": ("EFE", ("efe.com",)),
    "ANSA": ("ANSA", ("ansa.it",)),
    "APA": ("Austria Presse Agentur|APA", ("apa.at",)),
    "Keystone-SDA": ("Keystone-SDA|SDA|ATS", ("keystone-sda.ch",)),
    "KNA": ("Katholische Nachrichten-Agentur|KNA", ("kna.de",)),
    "epd": ("Evangelischer Pressedienst|epd", ("epd.de",)),
    "Belga": ("Belga", ("belga.be", "belganewsagency.eu")),
    "ANP": ("ANP", ("anp.nl",)),
    "Ritzau": ("Ritzau", ("ritzau.dk",)),
    "NTB": ("NTB", ("ntb.no",)),
    "TT": ("TT", ("tt.se",)),
    "PAP": ("PAP", ("pap.pl",)),
    "Lusa": ("Lusa", ("lusa.pt",)),
    "TASS": ("ITAR-TASS|TASS", ("tass.com", "tass.ru")),
    "Interfax": ("Interfax", ("interfax.com", "interfax.ru")),
    "Ukrinform": ("Ukrinform", ("ukrinform.net", "ukrinform.ua")),
    "Xinhua": ("Xinhua", ("xinhuanet.com", "news.cn")),
    "Kyodo": ("Kyodo News|Kyodo", ("kyodonews.net", "kyodonews.jp")),
    "Yonhap": ("Yonhap", ("yna.co.kr",)),
    "PTI": ("Press Trust of India|PTI", ("ptinews.com",)),
    "ANI": ("ANI", ("aninews.in",)),
    "Anadolu": ("Anadolu Agency|Anadolu|AA", ("aa.com.tr",)),
    "AAP": ("Australian Associated Press|AAP", ("aap.com.au",)),
    "The Canadian Press": ("Canadian Press", ("thecanadianpress.com",)),
    "UPI": ("United Press International|UPI", ("upi.com",)),
    "Bloomberg": ("Bloomberg News|Bloomberg", ("bloomberg.com",)),
}
# Names that mean nothing but the agency, in a running sentence too.
PLAIN = {
    "Reuters", "REUTERS", "Thomson Reuters", "Associated Press", "Agence France-Presse",
    "Agence France Presse", "AFP", "Deutsche Presse-Agentur", "dpa", "PA Media",
    "Press Association", "Keystone-SDA", "Ritzau", "Ukrinform", "Xinhua", "ITAR-TASS", "TASS",
    "Interfax", "Kyodo News", "Yonhap", "Press Trust of India", "Anadolu Agency",
    "Australian Associated Press", "Canadian Press", "United Press International",
}  # fmt: skip
# Where anybody publishes: two pages there need have nothing to do with each other.
PLATFORMS = {
    "facebook.com", "instagram.com", "x.com", "twitter.com", "youtube.com", "youtu.be",
    "tiktok.com", "reddit.com", "linkedin.com", "t.me", "telegram.me", "medium.com",
    "substack.com", "github.com", "google.com", "archive.org", "archive.ph", "archive.today",
    "doi.org", "scribd.com", "documentcloud.org", "threads.net", "bsky.app",
}  # fmt: skip
