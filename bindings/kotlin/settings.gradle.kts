// For those who have an Android SDK and build the package within their app. The libraries come out of the AAR:
// cargo xtask pack --android && unzip -o target/pack/android/*.aar 'jni/*' -d target/pack/android
pluginManagement {
    repositories {
        google()
        mavenCentral()
    }
}

dependencyResolutionManagement {
    repositories {
        google()
        mavenCentral()
    }
}

rootProject.name = "griffie-core"
