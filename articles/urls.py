from django.urls import path

from articles.views import (
    articles,
    bringing_in,
    claims,
    desk,
    evidence,
    exports,
    library,
    looks,
    verdicts,
)

app_name = "articles"

urlpatterns = [
    path("", desk.articles, name="articles"),
    path("verdicts.csv", exports.verdicts, name="export"),
    path("articles/new/", bringing_in.paste, name="bring-in"),
    path("articles/new/proposal/", bringing_in.propose, name="propose"),
    path("articles/new/keep/", bringing_in.keep, name="keep"),
    path("articles/<slug:slug>/", articles.article, name="article"),
    path("articles/<slug:slug>/standing/", articles.standing, name="standing"),
    path("articles/<slug:slug>/<int:number>/", articles.beside, name="beside"),
    path("claims/<int:pk>/", claims.claim, name="claim"),
    path("claims/<int:pk>/take/", claims.take, name="take"),
    path("claims/<int:pk>/give-back/", claims.give_back, name="give-back"),
    path("claims/<int:pk>/set-aside/", claims.set_aside, name="set-aside"),
    path("claims/<int:pk>/waive/", claims.waive, name="waive"),
    path("claims/<int:pk>/reopen/", claims.reopen, name="reopen"),
    path("claims/<int:pk>/ask/", claims.ask, name="ask"),
    path("claims/<int:pk>/searches/", claims.searches, name="searches"),
    path("claims/<int:pk>/attach/", evidence.attach, name="attach"),
    path("claims/<int:pk>/verdict/", verdicts.propose, name="propose-verdict"),
    path("suggestions/<int:pk>/accept/", evidence.accept, name="accept"),
    path("suggestions/<int:pk>/dismiss/", evidence.dismiss, name="dismiss"),
    path("suggestions/<int:pk>/reopen/", evidence.reopen, name="reopen-suggestion"),
    path("evidence/<int:pk>/withdraw/", evidence.withdraw, name="withdraw-evidence"),
    path("evidence/<int:pk>/look-again/", looks.look_again, name="look-again"),
    path("evidence/<int:pk>/still-holds/", looks.still_holds, name="still-holds"),
    path("evidence/<int:pk>/snapshot/", looks.snapshot, name="snapshot"),
    path("evidence/<int:pk>/compare/", looks.compare, name="compare"),
    path("verdicts/<int:pk>/sign-off/", verdicts.sign_off, name="sign-off"),
    path("verdicts/<int:pk>/return/", verdicts.send_back, name="return"),
    path("verdicts/<int:pk>/withdraw/", verdicts.withdraw, name="withdraw-verdict"),
    path("library/", library.library, name="library"),
    path("library/<int:pk>/", library.document, name="document"),
]
